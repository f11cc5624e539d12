"""What a programme may bring, reckoned in the open: every input and every limit of the formula is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.domain import Amount, Estimate
from assistant.eligibility.circumstances import PLACE, Circumstances
from assistant.eligibility.rules import Benefit, Factor, Figure
from assistant.language.quantities import format_money

_ONE = Decimal(1)
TIMES, AT_MOST, UP_TO, CAP, TO = " × ", "不超过", "最长", "最高", "至"
OF_MOST = "到"
"""Between two highest sums: 最高60万元到150万元 is no range that one gets."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One factor, or a sum: how the formula writes it, its bounds, and what is missing for it."""

    text: str
    low: Decimal | None
    high: Decimal | None
    missing: tuple[str, ...] = ()


Naming = Callable[[str], str]
"""The name of a fact by its id."""


@dataclass(frozen=True, slots=True)
class Count:
    """For how many things a sum is paid, and the facts that would tell where that is a range."""

    least: int
    most: int
    missing: tuple[str, ...] = ()


def estimate(
    benefit: Benefit, here: Circumstances, named: Naming, citations: tuple[int, ...], count: Count | None = None
) -> Estimate:
    """The range of one benefit; open ends where an input or the region is missing."""
    parts = tuple(_parts(benefit, here, named))
    if count is not None:
        parts = (*parts, _counted(count, benefit.per.removeprefix("每")))
    cap = _figure(benefit.cap, here, CAP) if benefit.cap else None
    low, high = _product(part.low for part in parts), _product(part.high for part in parts)
    inputs = parts
    if cap and cap.low is not None and cap.high is not None:
        # Which of two caps holds matters only to a sum that passes the lower one.
        inputs = (*parts, cap) if high is None or high > cap.low else parts
        low, high = (None if low is None else min(low, cap.low)), (cap.high if high is None else min(high, cap.high))
    missing = tuple(dict.fromkeys(fact for part in inputs for fact in part.missing))
    shown = TIMES.join(part.text for part in parts)
    if cap:
        shown += f"，{benefit.per}{cap.text}"
    elif benefit.per:
        shown = f"{benefit.per}{shown}"
    # Without an input the cap is no estimate, only the most that anybody gets: the formula tells it.
    known = not missing
    is_fixed = benefit.amount is not None and cap is None and count is None
    told = Estimate(
        label=benefit.label,
        formula=shown,
        low=low if known else None,
        high=high if known else None,
        at_most=benefit.at_most or any(factor.years for factor in benefit.factors),
        citations=citations,
        missing=(*missing, *(count.missing if count else ())),
        per=benefit.per if is_fixed else "",
        counted=parts[-1].text if count else "",
    )
    # What is paid as it is written is not reckoned.
    return replace(told, formula=worth(told) or shown) if is_fixed else told


def applies(benefit: Benefit, here: Circumstances) -> bool:
    """Whether it names its figures for where the enterprise is; outside the regions of a rule it brings nothing."""
    amount = {region: most for region, (_, most) in (benefit.amount or {}).items()}
    stated = (*(factor.figures for factor in benefit.factors), amount, benefit.cap)
    return all(here.figures(figures) for figures in stated if figures)


def worth(estimate: Estimate) -> str:
    """The sum in words, empty where an input is missing: 最高240万元, 每个产品5万元, 30万元至100万元."""
    if estimate.high is None:
        return ""
    least, most = format_money(estimate.high if estimate.low is None else estimate.low), format_money(estimate.high)
    is_most = estimate.at_most or estimate.low is None
    told = most if least == most else f"{least}{OF_MOST if is_most else TO}{most}"
    return estimate.per + (CAP if is_most else "") + told


def _parts(benefit: Benefit, here: Circumstances, named: Naming) -> Iterator[_Part]:
    if benefit.amount is not None:
        yield _sum(benefit.amount, here)
        return
    for factor in benefit.factors:
        if factor.fact:
            yield _fact(factor, here, named)
        elif factor.figures is not None:
            words = UP_TO if factor.years else AT_MOST if benefit.at_most and _is_share(factor) else ""
            yield _figure(factor.figures, here, words)


def _fact(factor: Factor, here: Circumstances, named: Naming) -> _Part:
    known = here.profile.get(factor.fact)
    if known is None or not isinstance(known.value, Amount):
        missing = () if factor.fact in here.ruled_out else (factor.fact,)
        return _Part(named(factor.fact), None, None, missing)
    return _Part(f"{named(factor.fact)}{known.shown or known.told}", known.value.low, known.value.high)


def _figure(figures: Mapping[str, Figure], here: Circumstances, words: str) -> _Part:
    possible = _possible(figures, here)
    text = "或".join(f"{words}{each.text}" for each in possible)
    values = [each.value for each in possible]
    if len(values) > 1 and here.at.is_unwritten:
        return _Part(text, None, None)
    missing = (PLACE,) if len(values) > 1 else ()
    return _Part(text, min(values, default=None), max(values, default=None), missing)


def _sum(amounts: Mapping[str, tuple[Figure, Figure]], here: Circumstances) -> _Part:
    least, most = ({region: span[end] for region, span in amounts.items()} for end in (0, 1))
    low, high = _figure(least, here, ""), _figure(most, here, "")
    text = low.text if low.text == high.text else f"{low.text}{TO}{high.text}"
    return _Part(text, low.low, high.high, low.missing or high.missing)


def _counted(count: Count, unit: str) -> _Part:
    ends = tuple(dict.fromkeys((count.least, count.most)))
    return _Part(TO.join(f"{each}{unit}" for each in ends), Decimal(count.least), Decimal(count.most))


def _possible(figures: Mapping[str, Figure], here: Circumstances) -> tuple[Figure, ...]:
    """The figures that may hold here, each once."""
    values = here.figures(figures)
    return tuple(next(each for each in figures.values() if each.value == value) for value in values)


def _is_share(factor: Factor) -> bool:
    return factor.figures is not None and all(each.value < _ONE for each in factor.figures.values())


def _product(bounds: Iterator[Decimal | None]) -> Decimal | None:
    product = _ONE
    for bound in bounds:
        if bound is None:
            return None
        product *= bound
    return product
