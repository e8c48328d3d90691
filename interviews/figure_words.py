"""What figures show, as a sentence that says the same as their chart, and the values that both are made from.

Counts are added up only where that means something: over the months or terms of what happens in them, or where the
table's own total says so. What is counted on a day, percentages and averages are never added up and never averaged: the
same row is compared, and the sentence says which. Where a figure is missing, nothing is claimed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from interviews.figures import Gap, Kind, shown_value
from interviews.measures import Measure, Measured, Point, Series
from interviews.periods import in_time_order, is_period, period_key
from interviews.snapshot_spellings import folded
from interviews.snapshot_words import listing, row_noun
from interviews.submission import Snapshot
from interviews.table_edges import Role

_MOST_NAMED = 3
# What there is on a day: the same families are counted again the next month, so that a sum would count them twice.
_STANDS = re.compile(
    r"\b(?:known|on roll|on the (?:roll|register|list|books|(?:last|first) day)|at (?:the )?(?:end|start|beginning)"
    r"|as at|open cases?|open at|caseloads?|register(?:ed)?|in care|looked after|waiting|on hold|population|headcount"
    r"|places|vacancies|in post|in total so far|cumulative|to date|current(?:ly)?|active|enrolled|staff)\b",
    re.IGNORECASE,
)


class Value(NamedTuple):
    """One bar: its label, its value, and how it is written."""

    label: str
    value: Decimal
    kind: Kind = Kind.COUNT
    decimals: int = 0
    currency: str = ""

    @property
    def shown(self) -> str:
        """The value as it is written in a sentence."""
        return shown_value(self.value, self.kind, self.decimals, self.currency)


class Compared(NamedTuple):
    """The values that are compared, in order of time where they are periods; ``how`` says of what they are."""

    values: tuple[Value, ...]
    how: str = ""
    is_time: bool = True
    is_sum: bool = False


def adds_up(measure: Measure, about: str = "") -> bool:
    """Whether the rows of a measure may be added up; ``about`` is what is said of it elsewhere, as its definition."""
    if not all(series.kind.can_add_up for series in measure.series):
        return False
    confirmed = [_is_confirmed(series) for series in measure.series]
    if any(one is not None for one in confirmed):
        return False not in confirmed
    labels = [point.label for series in measure.series[:1] for point in series.parts]
    days = [key for label in labels if (key := period_key(label)) and key[2]]
    return bool(labels) and all(map(is_period, labels)) and not days and not _STANDS.search(f"{measure.name} {about}")


def _is_confirmed(series: Series) -> bool | None:
    """Whether the series' own total is the sum of its parts; None where it has none."""
    totals = [point.figure for point in series.points if point.role is Role.TOTAL]
    if not totals or totals[-1] is None:
        return None
    return sum((p.figure.value for p in series.parts if p.figure), Decimal(0)) == totals[-1].value


def about(snapshot: Snapshot) -> str:
    """What is said of all figures of a snapshot, which may tell what they count."""
    return f"{snapshot.title} {snapshot.definition} {snapshot.unit}"


def compared(measure: Measure, *, add: bool) -> Compared | None:
    """What a measure's chart and sentence compare; None where a figure that it would take is missing.

    With several series their sums, where ``add`` says that rows add up, else one and the same row of each; else the
    points of the only series.
    """
    parts = measure.parts
    if measure.kind is Kind.WORDS or not parts:
        return None
    if len(parts) == 1:
        return _of_points(parts[0])
    turn = in_time_order([series.name for series in parts])
    ordered = parts[::-1] if turn < 0 else parts
    if not all(series.name for series in parts):
        return None
    if add:
        sums = [_sum(series) for series in ordered]
        if not all(sums):
            return None
        count = len(parts[0].parts)
        noun = row_noun([point.label for point in parts[0].parts], count)
        how = "" if count == 1 else f"all {count:,} {noun}" if count > 2 else f"both {noun}"
        return Compared(tuple(value for value in sums if value), how, bool(turn), is_sum=True)
    rows = [point.label for point in parts[0].parts]
    if len(rows) > 1 and not in_time_order(rows):
        return _of_points(ordered[-1], how=ordered[-1].name)
    places = range(len(rows))
    for n in places if in_time_order(rows) < 0 else reversed(places):
        beside = [_value(series.name, series.parts[n], series) for series in ordered]
        if all(beside):
            return Compared(tuple(value for value in beside if value), rows[n], bool(turn))
    return None


def _of_points(series: Series, how: str = "") -> Compared | None:
    values = [_value(point.label, point, series) for point in series.parts]
    if not values or not all(values):
        return None
    turn = in_time_order([point.label for point in series.parts]) if len(values) > 1 else 0
    told = [value for value in values if value]
    return Compared(tuple(told[::-1] if turn < 0 else told), how, bool(turn))


def _value(label: str, point: Point, series: Series) -> Value | None:
    figure = point.figure
    return Value(label, figure.value, series.kind, figure.decimals, figure.currency) if figure else None


def _sum(series: Series) -> Value | None:
    figures = [point.figure for point in series.parts]
    told = [figure for figure in figures if figure]
    if not told or len(told) < len(figures):
        return None
    total = sum((figure.value for figure in told), Decimal(0))
    decimals = max(figure.decimals for figure in told)
    return Value(series.name, total, series.kind, decimals, told[0].currency)


# -- the sentence -----------------------------------------------------------------------------------------------------


def sentences(snapshot: Snapshot, table: Measured) -> list[str]:
    """What each measure of a snapshot shows, one sentence or two for each."""
    words = about(snapshot)
    return [said for measure in table.measures if (said := sentence(measure, add=adds_up(measure, words)))]


def sentence(measure: Measure, *, add: bool) -> str:
    """What a measure shows, in one sentence or two; "" where there is nothing to say."""
    if not measure.parts or not any(series.parts for series in measure.parts):
        return ""
    name = measure.name[:1].upper() + measure.name[1:]
    if measure.kind is Kind.WORDS:
        return _of_words(measure, name)
    found = compared(measure, add=add)
    if found is None:
        return _no_claim(measure, name)
    if found.is_time and len(found.values) > 1:
        return _over_time(measure, name, found)
    return _over_rows(measure, name, found)


def _no_claim(measure: Measure, name: str) -> str:
    points = [point for series in measure.parts for point in series.parts]
    missing = sum(1 for point in points if point.figure is None)
    if not missing:
        return ""
    verb = "is" if missing == 1 else "are"
    return f"No comparison of {name} is drawn: {missing:,} of its {len(points):,} figures {verb} missing."


def _over_time(measure: Measure, name: str, found: Compared) -> str:
    first, last = found.values[0], found.values[-1]
    subject = name if found.is_sum or not found.how else f"{name} in {found.how}"
    counting = f", counting {found.how}" if found.is_sum and found.how else ""
    if all(value.value == first.value for value in found.values):
        words = f"{subject} was {first.shown} from {first.label} to {last.label} without change"
    elif first.value == last.value:
        words = f"{subject} was {first.shown} both in {first.label} and in {last.label}"
    else:
        words = f"{subject} {_change(measure.kind, first, last)}"
    return f"{words}{counting}.{_extremes(found)}{_row_by_row(measure, found)}"


def _change(kind: Kind, first: Value, last: Value) -> str:
    verb = "rose" if last.value > first.value else "fell"
    apart = abs(last.value - first.value)
    decimals = max(-int(apart.as_tuple().exponent), 0)
    if kind.can_add_up and first.value > 0 and last.value >= 0:
        share = _share(apart, first.value, last.value)
        return f"{verb} {share} from {first.label} ({first.shown}) to {last.label} ({last.shown})"
    if kind is Kind.PERCENTAGE:
        by = f"{apart:,.{decimals}f} percentage points"
        by = by.removesuffix("s") if by.startswith("1 ") else by
    else:
        by = shown_value(apart, kind, decimals, last.currency)
    return f"{verb} from {first.shown} in {first.label} to {last.shown} in {last.label}, by {by}"


def _share(apart: Decimal, first: Decimal, last: Decimal) -> str:
    """A change in per cent of where it began, never rounded to none and never to all."""
    share = (apart * 100 / first).quantize(Decimal(1), ROUND_HALF_UP)
    if not share:
        return "by less than 1%"
    if share == 100 and last < first and last:
        return "by more than 99%"
    return f"{share:,}%"


def _extremes(found: Compared) -> str:
    """The highest and the lowest period, where that is not already said by the first and the last."""
    said = []
    values = [value.value for value in found.values]
    ends = (values[0], values[-1])
    for word, most in (("highest", max(values)), ("lowest", min(values))):
        if most not in ends:
            said.append(f"{word} in {_named(found.values, most)}")
    return f" It was {listing(said)}." if said else ""


def _named(values: Sequence[Value], wanted: Decimal) -> str:
    have = [value for value in values if value.value == wanted]
    if len(have) > _MOST_NAMED:
        return f"{len(have):,} of {len(values):,} ({have[0].shown})"
    return f"{listing([value.label for value in have])} ({have[0].shown})"


def _row_by_row(measure: Measure, found: Compared) -> str:
    """In how many rows the last period is higher than the first: what one row does not tell of the others."""
    if found.is_sum or not found.how or len(measure.parts) < 2:
        return ""
    by_name = {series.name: series for series in measure.parts}
    first, last = by_name[found.values[0].label], by_name[found.values[-1].label]
    pairs = [(one.figure, other.figure) for one, other in zip(first.parts, last.parts, strict=True)]
    told = [(one.value, other.value) for one, other in pairs if one and other]
    if len(told) < len(pairs) or len(told) < 2:
        return ""
    noun = row_noun([point.label for point in first.parts])
    moves = []
    for word, count in _ups_and_downs(told):
        if count == len(told):
            moves.append(f"{word} than in {first.name} in all {count:,} {noun}")
        elif count:
            than = "" if moves else f" than in {first.name}"
            moves.append(f"{word}{than} in {count:,}{'' if moves else f' of the {len(told):,} {noun}'}")
    return f" In {last.name} it was {listing(moves)}." if moves else ""


def _ups_and_downs(pairs: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[str, int]]:
    higher = sum(1 for one, other in pairs if other > one)
    return [("higher", higher), ("lower", sum(1 for one, other in pairs if other < one))]


def _over_rows(measure: Measure, name: str, found: Compared) -> str:
    """Values that are in no order of time: the highest and the lowest."""
    values = [value.value for value in found.values]
    subject = f"{name}, counting {found.how}," if found.is_sum and found.how else name
    if not found.is_sum and found.how:
        subject = f"{name} in {found.how}"
    if len(values) == 1:
        label = found.values[0].label
        return f"{subject} was {found.values[0].shown}{f' for {label}' if label else ''}."
    if not all(value.label for value in found.values):
        return f"{subject} went from {_shown(found, min(values))} to {_shown(found, max(values))}."
    if max(values) == min(values):
        return f"{subject} was {found.values[0].shown} for all {len(values):,}."
    words = (
        f"{subject} was highest for {_named(found.values, max(values))} and lowest for "
        f"{_named(found.values, min(values))}."
    )
    return words + _rows_changed(measure, found)


def _shown(found: Compared, wanted: Decimal) -> str:
    return next(value.shown for value in found.values if value.value == wanted)


def _rows_changed(measure: Measure, found: Compared) -> str:
    """Of rows that are no periods: how many rose and how many fell between the first period and the last."""
    parts = measure.parts
    turn = in_time_order([series.name for series in parts]) if len(parts) > 1 else 0
    if found.is_sum or not turn:
        return ""
    first, last = (parts[-1], parts[0]) if turn < 0 else (parts[0], parts[-1])
    pairs = [(one.figure, other.figure) for one, other in zip(first.parts, last.parts, strict=True)]
    told = [(one.value, other.value) for one, other in pairs if one and other]
    if len(told) < len(pairs):
        return ""
    (_, higher), (_, lower) = _ups_and_downs(told)
    return f" From {first.name} to {last.name} it rose for {higher:,} of {len(told):,} and fell for {lower:,}."


def _of_words(measure: Measure, name: str) -> str:
    """What stands most often; the same category in several spellings counts as one."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for series in measure.parts:
        for point in series.parts:
            if not isinstance(point.read, Gap):
                forms[folded(point.text) or point.text][point.text] += 1
    counts = {key: form.total() for key, form in forms.items()}
    total = sum(counts.values())
    if not total:
        return ""
    most = max(counts.values())
    named = [f"“{forms[key].most_common(1)[0][0]}”" for key, count in counts.items() if count == most]
    if len(counts) == 1:
        return f"{name} is {named[0]} throughout." if total > 1 else f"{name} is {named[0]}."
    if most == 1 or len(named) > _MOST_NAMED:
        return ""
    each = " each" if len(named) > 1 else ""
    return f"{name} is most often {listing(named)}, in {most:,} of {total:,}{each}."
