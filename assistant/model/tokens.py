"""How many tokens a text is, for services that do not tell."""

from __future__ import annotations

import math
import re

_CHINESE = re.compile(r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LETTERS_A_TOKEN = 3


def estimated(text: str) -> int:
    """A token for each Chinese character or mark and for each three others: rather too many than too few."""
    chinese = len(_CHINESE.findall(text))
    return chinese + math.ceil((len(text) - chinese) / _LETTERS_A_TOKEN)
