"""Totals that do not add up, down the rows and across the columns, each with the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from interviews.figures import Figure, Gap, Kind, shown_value
from interviews.measures import Measure, Measured, Point, Series
from interviews.snapshot_words import Remark
from interviews.table_edges import Role, joined

_MOST_SAID = 5  # of one total


class _Wrong(NamedTuple):
    """A total that is not the sum of its parts."""

    name: str
    total: Figure
    parts: Decimal
    cell: tuple[int, int]


def total_remarks(table: Measured) -> Iterator[Remark]:
    """A remark for each total that its parts do not make; none where a part is missing, or nothing can add up."""
    for measure in table.measures:
        for series in measure.series:
            if series.kind.can_add_up or series.kind is Kind.PERCENTAGE:
                name = joined((measure.name, series.name))
                yield from _said(_down(series, name))
        if measure.kind.can_add_up and len(measure.parts) > 1:
            for total in measure.series:
                if total.role is Role.TOTAL:
                    yield from _across(measure.parts, total, joined((measure.name, total.name)))
    if not table.is_transposed:
        yield from _across_measures(table.measures)


def _down(series: Series, name: str) -> Iterator[_Wrong]:
    """Totals among the points of one series: of all parts, of those since the last total, or of the sub-totals."""
    since: list[Point] = []
    parts: list[Point] = []
    subtotals: list[Point] = []
    for point in series.points:
        if point.role is Role.PART:
            since.append(point)
            parts.append(point)
        elif point.role is not Role.AVERAGE:
            ways = [since] if point.role is Role.SUBTOTAL else [parts, since, subtotals]
            if isinstance(point.read, Figure):
                wrong = _wrong(f"{name}, {point.label}".strip(", "), point, ways, series.kind)
                if wrong:
                    yield wrong
            subtotals.append(point)
            since = []


def _across(parts: Sequence[Series], total: Series, name: str) -> Iterator[Remark]:
    """The total of each row over the series before it."""
    found, looked_at = [], 0
    for n, point in enumerate(total.points):
        beside = [series.points[n] for series in parts if n < len(series.points)]
        if point.role is Role.AVERAGE or not isinstance(point.read, Figure) or len(beside) < 2:
            continue
        looked_at += 1
        wrong = _wrong(f"{name}, {point.label}".strip(", "), point, [beside], total.kind)
        if wrong:
            found.append(wrong)
    if looked_at >= 3 and len(found) * 2 > looked_at:
        yield Remark(
            f"{name} is not the sum of what stands beside it in {len(found):,} of {looked_at:,} rows: it may count "
            "something else.",
            tuple(one.cell for one in found),
        )
    else:
        yield from _said(found)


def _across_measures(measures: Iterable[Measure]) -> Iterator[Remark]:
    """A column that is only called "Total", over the columns before it that count the same."""
    before: list[Series] = []
    for measure in measures:
        if len(measure.series) != 1 or measure.series[0].name:
            continue
        series = measure.series[0]
        if measure.role is Role.PART and series.kind.can_add_up:
            before.append(series)
        elif measure.name.casefold() in ("total", "totals", "grand total", "overall", "all") and len(before) > 1:
            same = [one for one in before if one.kind is series.kind]
            yield from _across(same, series, measure.name)
            before = []


def _wrong(name: str, point: Point, ways: Sequence[Sequence[Point]], kind: Kind) -> _Wrong | None:
    """What is wrong with a total, measured against the way of adding up that comes nearest; None where one fits."""
    total = point.figure
    sums = []
    for way in ways:
        if len(way) < 2:
            continue
        if any(not isinstance(part.read, Figure) and part.read is not Gap.EMPTY for part in way):
            return None  # a part is held back or not known
        figures = [part.figure for part in way if part.figure]
        made = sum((figure.value for figure in figures), Decimal(0))
        most_decimals = max((figure.decimals for figure in figures), default=0)
        slack = Decimal(len(figures) + 1) / 2 * Decimal(1).scaleb(-most_decimals) if most_decimals else Decimal(0)
        sums.append((made, slack))
    if not sums or total is None:
        return None
    if any(abs(total.value - made) <= slack for made, slack in sums):
        return None
    made, _ = min(sums, key=lambda one: abs(total.value - one[0]))
    if kind is Kind.PERCENTAGE and not (total.value == 100 and 90 <= made <= 110):
        return None  # percentages add up only where they are shares of one whole
    return _Wrong(name, total, made, (point.row, point.column))


def _said(found: Iterable[_Wrong]) -> Iterator[Remark]:
    for n, one in enumerate(found):
        if n >= _MOST_SAID:
            return
        parts = shown_value(one.parts, one.total.kind, max(-int(one.parts.as_tuple().exponent), 0), one.total.currency)
        gap = one.parts - one.total.value
        apart = shown_value(abs(gap), one.total.kind, max(-int(gap.as_tuple().exponent), 0), one.total.currency)
        more = "more" if gap > 0 else "less"
        yield Remark(
            f"{one.name} says {one.total.shown}, but its parts add up to {parts}: {apart} {more}.", (one.cell,)
        )
