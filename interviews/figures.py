"""What stands in one cell of a table: a figure and of what kind, a gap of a named sort (never taken as 0), or words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What figures are of. Counts and money can add up; percentages, averages and rates never do."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    MONEY = "money"
    NUMBER = "number"
    WORDS = "words"

    @property
    def can_add_up(self) -> bool:
        """Whether a sum of such figures can mean something."""
        return self in (Kind.COUNT, Kind.MONEY)


class Gap(StrEnum):
    """Why there is no figure, as far as the cell says."""

    EMPTY = "empty"
    DASH = "a dash"
    SUPPRESSED = "held back because small"
    NOT_APPLICABLE = "not applicable"
    NOT_AVAILABLE = "not available"


class Figure(NamedTuple):
    """A figure: its exact value, its kind, how many decimals are written, and the sign of its money."""

    value: Decimal
    kind: Kind
    decimals: int = 0
    currency: str = ""

    @property
    def shown(self) -> str:
        """The figure as it is written in a sentence: "13,247", "42.6%", "£1,200"."""
        return shown_value(self.value, self.kind, self.decimals, self.currency)


# Signs in square brackets are those of official statistics: [c] confidential, [x] not available, [z] not applicable.
_GAPS = {
    Gap.DASH: ("-", "–", "—", "--"),
    Gap.SUPPRESSED: ("*", "**", "[c]", "suppressed", "[low]", "#"),
    Gap.NOT_APPLICABLE: ("n/a", "na", "n.a.", "not applicable", "[z]"),
    Gap.NOT_AVAILABLE: ("..", "...", "…", "not available", "no data", "not known", "unknown", "[x]", "tbc", ":"),
}
_GAP_OF = {sign: gap for gap, signs in _GAPS.items() for sign in signs}
_SMALL = re.compile(r"(?:<|≤|fewer than|less than|under)\s*\d{1,3}\s*%?", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<money>[£$€])?\s*(?P<minus>[-−–])?"
    r"(?P<whole>[0-9]{1,3}(?:[, \u00a0\u202f][0-9]{3})+|[0-9]{1,18})?(?P<part>\.[0-9]{1,9})?"
    r"\s*(?P<scale>k|thousand|m|million|bn|billion)?\s*(?P<per_cent>%|per\s?cent)?\s*(?P<close>\))?"
    r"(?:\s?(?:\[[a-z]\]|\*|†|[¹²³]))?",  # the mark of a footnote, or of a revised figure
    re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_LONGEST = 48  # characters; nothing longer is a figure


@lru_cache(maxsize=65_536)
def read_cell(cell: str) -> Figure | Gap | None:
    """The figure of a cell, or the gap that it is; None for words."""
    text = cell.strip()
    if not text:
        return Gap.EMPTY
    if len(text) > _LONGEST:
        return None
    gap = _GAP_OF.get(text.casefold())
    if gap is not None:
        return gap
    if _SMALL.fullmatch(text):
        return Gap.SUPPRESSED
    found = _FIGURE.fullmatch(text)
    if not found or not (found["whole"] or found["part"]) or bool(found["open"]) != bool(found["close"]):
        return None
    whole = re.sub(r"[^0-9]", "", found["whole"] or "")
    if len(whole) > 1 and whole.startswith("0"):
        return None  # a code or a telephone number
    scale = (found["scale"] or "").casefold()
    if scale == "m" and not found["money"]:
        return None  # metres, as likely as millions
    part = found["part"] or ""
    value = (Decimal(f"{whole or '0'}{part}") * 10 ** _SCALES.get(scale, 0)).quantize(
        Decimal(1).scaleb(-max(len(part) - 1 - _SCALES.get(scale, 0), 0))
    )
    if found["open"] or (found["sign"] or found["minus"] or "+") != "+":
        value = -value
    decimals = max(-int(value.as_tuple().exponent), 0)
    if found["per_cent"]:
        return Figure(value, Kind.PERCENTAGE, decimals)
    if found["money"]:
        return Figure(value, Kind.MONEY, decimals, found["money"])
    return Figure(value, Kind.NUMBER if decimals else Kind.COUNT, decimals)


def shown_value(value: Decimal, kind: Kind, decimals: int = 0, currency: str = "") -> str:
    """A value as it is written in a sentence, with thousands separators and the sign of what it is."""
    plain = f"{abs(value):,.{decimals}f}"
    minus = "−" if value < 0 and plain.strip("0.,") else ""
    if kind is Kind.MONEY:
        return f"{minus}{currency or '£'}{plain}"
    return f"{minus}{plain}%" if kind is Kind.PERCENTAGE else f"{minus}{plain}"


_PER_CENT = re.compile(r"%|\bper\s?cent\b|\bpercentages?\b|\bpct\b", re.IGNORECASE)
_NO_SUM = re.compile(
    r"\b(?:averages?|avg|mean|median|rates?|ratios?|longest|shortest|highest|lowest|maximum|minimum|score|per \w+)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[£$€]")


def kind_of(cells: Iterable[str], heading: str = "", unit: str = "") -> Kind:
    """What a column or a row is of: words where most of what is filled is no figure, else what the figures say.

    Figures without a sign of their own take it from the heading, or from the unit that all figures have.
    """
    found: Counter[Kind] = Counter()
    for cell in cells:
        read = read_cell(cell)
        if not isinstance(read, Gap):
            found[read.kind if read is not None else Kind.WORDS] += 1
    if not found or found[Kind.WORDS] * 2 > found.total():
        return Kind.WORDS
    for kind in (Kind.PERCENTAGE, Kind.MONEY):
        if found[kind] * 2 > found.total() - found[Kind.WORDS]:
            return kind
    if _PER_CENT.search(heading):
        return Kind.PERCENTAGE
    if _NO_SUM.search(heading):
        return Kind.NUMBER
    if _MONEY.search(heading):
        return Kind.MONEY
    if _PER_CENT.search(unit) and not re.search(r"\bnumber\b|\bcount\b|\btotal\b", heading, re.IGNORECASE):
        return Kind.PERCENTAGE
    return Kind.NUMBER if found[Kind.NUMBER] else Kind.COUNT
