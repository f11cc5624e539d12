"""Questions for measuring: those of the development cases, and distinct variations of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

from evals.dataset import Dataset, Slice

# These end before anything is searched and would flatter the figures.
_ENDING_EARLY = frozenset({"out_of_scope", "unsafe"})
_OPENINGS = (
    "",
    "请问",
    "您好，",
    "你好，请问",
    "想问一下，",
    "麻烦问下，",
    "我是做服装的，",
    "老板让我问，",
    "帮我查查，",
    "急，",
)
_CLOSINGS = ("", "谢谢", "，谢谢您", "，麻烦了", "，在线等", "，请说具体点", "呢", "，多谢指教")
_PLACES = ("", "我们在广州，", "我们在汕头，", "我们厂在东莞，", "公司在佛山，", "我们在潮州，")


def development_questions(dataset: Dataset) -> tuple[str, ...]:
    """Questions of the development slice that stand alone and lead to a search."""
    return tuple(
        dict.fromkeys(
            case.question
            for case in dataset.of([Slice.DEVELOPMENT])
            if not case.history and case.category not in _ENDING_EARLY
        )
    )


def varied(questions: Sequence[str], count: int, seed: int = 20240601) -> tuple[str, ...]:
    """`count` distinct questions: opening, place and closing words around a real one. Raises ValueError if too many."""
    forms = [
        f"{opening}{place}{question.rstrip('？?。')}{closing}？"
        for question, opening, place, closing in product(questions, _OPENINGS, _PLACES, _CLOSINGS)
    ]
    return tuple(random.Random(seed).sample(sorted(set(forms)), count))
