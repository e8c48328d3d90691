"""A chart of bars in plain text: the label, the figure beside it, and a bar; nothing in it needs colour.

The app's chart and the command line show the same lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import nlargest
from typing import NamedTuple

from interviews.figure_words import compared
from interviews.figures import Gap, Kind, shown_value
from interviews.measures import Measure, Point, Series
from interviews.periods import in_time_order
from interviews.snapshot_spellings import folded
from interviews.snapshot_words import row_noun

MOST_BARS = 40
NARROWEST, WIDEST = 40, 100
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL, _BELOW_ZERO = "█", "░"


class Bar(NamedTuple):
    """One line of a chart: no value where there is a gap, whose words are then shown."""

    label: str
    value: Decimal | None
    shown: str


class Part(NamedTuple):
    """Some bars under a heading of their own, drawn to one scale."""

    heading: str
    bars: tuple[Bar, ...]
    note: str = ""


def parts(measure: Measure, *, add: bool, series: Series | None = None) -> list[Part]:
    """What the chart of a measure shows: what its sentence compares, then the points of one of its series.

    Without ``series`` the last one is shown, which in most tables is the newest.
    """
    if measure.kind is Kind.WORDS:
        return [_of_words(measure)]
    found = compared(measure, add=add)
    drawn = []
    if found and len(measure.parts) > 1 and found.how != measure.parts[-1].name:
        how = f", {found.how}" if found.how else ""
        drawn.append(Part(f"{measure.name}{how}", tuple(Bar(v.label, v.value, v.shown) for v in found.values)))
    last = measure.parts[0] if measure.parts and _goes_back(measure) else (measure.parts or measure.series)[-1]
    drawn.append(_of_series(measure, series or last, alone=not drawn))
    return drawn


def _goes_back(measure: Measure) -> bool:
    return in_time_order([series.name for series in measure.parts]) < 0


def _of_series(measure: Measure, series: Series, *, alone: bool) -> Part:
    points: Sequence[Point] = series.parts or series.points  # a total would make all other bars short
    note = ""
    if len(points) > MOST_BARS:
        if in_time_order([point.label for point in points]):
            points, which = points[-MOST_BARS:], "last"
        else:
            told = ((point, point.figure.value) for point in points if point.figure)
            points, which = [point for point, _ in nlargest(MOST_BARS, told, key=lambda one: one[1])], "highest"
        note = f"The {which} {len(points)} of {len(series.parts or series.points):,} rows; the table has all of them."
    labels = [point.label for point in points]
    bars = [_of_point(point, series.kind) for point in points]
    noun = row_noun(labels[:MOST_BARS], 1)
    heading = f"{series.name}, by {noun}" if series.name else measure.name
    return Part(f"{measure.name} {heading}" if alone and series.name else heading, tuple(bars), note)


def _of_point(point: Point, kind: Kind) -> Bar:
    figure, gap = point.figure, point.gap
    if figure is not None:
        return Bar(point.label, figure.value, shown_value(figure.value, kind, figure.decimals, figure.currency))
    why = "no figure" if gap in (Gap.EMPTY, Gap.DASH) else gap.value if gap else f"“{point.text}”"
    return Bar(point.label, None, why)


def _of_words(measure: Measure) -> Part:
    """How often each thing is said; the same category in several spellings is one bar, as it is in the sentence."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for series in measure.parts:
        for point in series.parts:
            if point.gap is None:
                forms[folded(point.text) or point.text][point.text] += 1
    counts = Counter({form.most_common(1)[0][0]: form.total() for form in forms.values()})
    bars = tuple(Bar(text, Decimal(count), f"{count:,}") for text, count in counts.most_common(MOST_BARS))
    notes = [f"The commonest {MOST_BARS} of {len(counts):,}."] if len(counts) > MOST_BARS else []
    if any(len(form) > 1 for form in forms.values()):
        notes.append("One category in several spellings is counted as one.")
    return Part(f"{measure.name}, how often each is said", bars, " ".join(notes))


def chart_lines(drawn: Sequence[Part], width: int) -> Iterator[tuple[str, bool]]:
    """The lines of a chart for a width in characters, and which of them are headings."""
    width = min(max(width, NARROWEST), WIDEST)
    for n, part in enumerate(drawn):
        if n:
            yield "", False
        yield _cut(part.heading, width), True
        yield from ((line, False) for line in _bars(part.bars, width))
        if part.note:
            yield _cut(part.note, width), False


def _bars(bars: Sequence[Bar], width: int) -> Iterator[str]:
    label = min(max((len(bar.label) for bar in bars), default=0), width * 2 // 5)
    figure = min(max((len(bar.shown) for bar in bars), default=0), width // 3)
    room = max(width - label - figure - 3, 8)
    most = max((abs(bar.value) for bar in bars if bar.value is not None), default=Decimal(0))
    for bar in bars:
        drawn = _bar(bar.value, most, room) if bar.value is not None else ""
        yield f"{_cut(bar.label, label):<{label}}  {_cut(bar.shown, figure):>{figure}} {drawn}".rstrip()


def _bar(value: Decimal, most: Decimal, room: int) -> str:
    """A bar as long as its share of the longest; what is not nothing is seen, what is below zero is drawn lighter."""
    if not value or not most:
        return ""
    eighths = max(int(abs(value) * room * 8 / most), 1)
    if value < 0:
        return _BELOW_ZERO * max(eighths // 8, 1)
    return _FULL * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: max(width - 1, 0)] + "…"
