"""What is missing or surprising in a data snapshot, each as one plain sentence with the cells it is about.

Advice, never a block. What may well be so is passed over: columns of one value, short rows of small numbers, words in
prose, a change of more than 100%.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from statistics import median

from interviews.figures import Figure, Gap, Kind, read_cell
from interviews.measures import Measure, Measured, Point, Series, measured
from interviews.periods import period_key
from interviews.snapshot_spellings import mixed_spellings
from interviews.snapshot_totals import total_remarks
from interviews.snapshot_words import Remark, listing, named_cells, row_noun, several
from interviews.submission import Snapshot
from interviews.table_edges import Role, joined, role_of

_FEW_ROWS = 50
_MOST_ALIKE = 5  # sets of identical columns, or of rows, that are said
_MANY_TO_ONE = 8  # times the middle figure: a digit too many, or one too few
_CAN_PASS_100 = re.compile(
    r"\b(?:change|growth|increase|decrease|rise|fall|variance|difference|occupancy|capacity|of budget|of target)\b",
    re.IGNORECASE,
)


def checked(snapshot: Snapshot, table: Measured | None = None) -> list[Remark]:
    """Every remark on a snapshot: on what stands about it first, then on its figures."""
    table = table or understood(snapshot)
    return [
        *_about(snapshot, table),
        *_identical(snapshot, table),
        *total_remarks(table),
        *_gaps(table),
        *_left_out(table),
        *_percentages(table),
        *_out_of_line(table),
        *mixed_spellings(table),
        *_repeated(table),
    ]


def remarks_on(snapshot: Snapshot) -> list[str]:
    """Every remark on a snapshot as a sentence."""
    return [remark.text for remark in checked(snapshot)]


def understood(snapshot: Snapshot) -> Measured:
    """The snapshot's table, understood."""
    return measured(snapshot.rows, snapshot.heading_rows, title=snapshot.title, unit=snapshot.unit)


# -- what stands about it ---------------------------------------------------------------------------------------------


def _about(snapshot: Snapshot, table: Measured) -> Iterator[Remark]:
    if not any(any(cell.strip() for cell in row) for row in snapshot.rows):
        yield Remark("There is no table yet.", field="rows")
        return
    if not table.measures:
        yield Remark("There are headings but no figures under them.", field="rows")
        return
    missing = missing_about(snapshot, table)
    if missing:
        words = listing([_ASKED[field] for field in missing])
        yield Remark(f"It is not said {words}.", field=missing[0])


_ASKED = {
    "source": "where the figures come from",
    "owner": "who answers for them",
    "as_at": "on which day they stood so",
    "definition": "what is counted and how",
    "unit": "in which unit",
    "period": "for which period",
}


def missing_about(snapshot: Snapshot, table: Measured) -> list[str]:
    """The fields about a snapshot that say nothing and that the table does not say by itself."""
    kinds = {measure.kind for measure in table.measures}
    says_years = any((period_key(name) or (0,))[0] for name in _names(table))
    needs = {
        "unit": bool(kinds & {Kind.COUNT, Kind.NUMBER}),
        "period": not says_years,
    }
    return [field for field in _ASKED if not getattr(snapshot, field) and needs.get(field, True)]


def _names(table: Measured) -> Iterator[str]:
    for path in table.paths.values():
        yield from path
        yield joined(path)
    yield from islice(table.labels.values(), 500)


# -- the same figures twice -------------------------------------------------------------------------------------------


def _identical(snapshot: Snapshot, table: Measured) -> Iterator[Remark]:
    """Columns, then rows, with the same figures under different headings."""
    rows = [row for row, label in table.labels.items() if role_of(label) is Role.PART]
    columns = [
        column
        for column, path in table.paths.items()
        if not any(role_of(part) in (Role.TOTAL, Role.SUBTOTAL, Role.AVERAGE) for part in path if part)
    ]

    def cell(row: int, column: int) -> str:
        cells = snapshot.rows[row]
        return " ".join(cells[column].split()) if column < len(cells) else ""

    by_column = {column: [cell(row, column) for row in rows] for column in columns}
    noun = row_noun([table.labels[row] for row in rows], len(rows))
    for same in islice(_alike(by_column), _MOST_ALIKE):
        names = several([joined(table.paths[column]) or f"column {column + 1}" for column in same])
        where = tuple((row, column) for column in same for row in rows)
        yield Remark(f"{_large(names)} are identical in {_all(len(rows), noun)}.", where)
    by_row = {row: [cell(row, column) for column in columns] for row in rows}
    for same in islice(_alike(by_row), _MOST_ALIKE):
        names = several([table.labels[row] or f"row {row + 1}" for row in same])
        where = tuple((row, column) for row in same for column in columns)
        yield Remark(f"The rows {names} are identical in {_all(len(columns), 'columns')}.", where)


def _alike(vectors: dict[int, list[str]]) -> list[list[int]]:
    """The places whose cells are all the same, where that can hardly be chance."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    enough = 6 if len(vectors) <= _FEW_ROWS else 10
    for place, cells in vectors.items():
        read = tuple(read_cell(cell) for cell in cells)
        figures = {one.value for one in read if isinstance(one, Figure)}
        words = [cell.casefold() for cell, one in zip(cells, read, strict=True) if one is None]
        tells = sum(len(str(abs(value).normalize()).replace(".", "")) for value in figures)
        if (len(figures) >= 3 and tells >= enough) or (len(set(words)) >= 3 and len(words) >= 6 and not figures):
            key = tuple(
                one.value if isinstance(one, Figure) else one or cell for cell, one in zip(cells, read, strict=True)
            )
            found[key].append(place)
    return [same for same in found.values() if len(same) > 1]


def _all(count: int, noun: str) -> str:
    return f"both {noun}" if count == 2 else f"all {count:,} {noun}"


# -- gaps -------------------------------------------------------------------------------------------------------------

_GAP_WORDS = {
    Gap.EMPTY: "has no figure for {where}",
    Gap.DASH: "has a dash for {where}: it is not said whether that means none",
    Gap.SUPPRESSED: "has figures held back because they are small, for {where}",
    Gap.NOT_APPLICABLE: "is said not to apply to {where}",
    Gap.NOT_AVAILABLE: "is said not to be available for {where}",
}


def _gaps(table: Measured) -> Iterator[Remark]:
    """Figures that are not there, a sentence for each measure and sort of gap; words where a figure should be."""
    for measure in table.measures:
        found: dict[Gap | None, list[tuple[Series, Point]]] = defaultdict(list)
        for series in measure.series:
            if series.kind is Kind.WORDS:
                continue
            for point in series.points:
                read = point.read
                if not isinstance(read, Figure):
                    found[read].append((series, point))
        for sort, places in found.items():
            where = named_cells(places)
            cells = tuple((point.row, point.column) for _, point in places)
            name = _large(measure.name) or "The table"
            if sort is None:
                words = listing([f"“{point.text}”" for _, point in places[:3]])
                yield Remark(f"{name} has words where a figure should be: {words} for {where}.", cells)
            else:
                yield Remark(f"{name} {_GAP_WORDS[sort].format(where=where)}.", cells)


def _left_out(table: Measured) -> Iterator[Remark]:
    """A month or a year that is left out between its neighbours."""
    sides = [[label for label in table.labels.values() if role_of(label) is Role.PART]]
    sides += [[series.name for series in measure.parts] for measure in table.measures[:1]]
    for labels in sides:
        keys = [period_key(label) for label in labels]
        known = [key for key in keys if key is not None and not key[2] and not key[3]]
        if len(known) < 4 or len(known) < len(keys):
            continue
        by_month = all(month for _, month, *_ in known) and all(label[:1].isalpha() for label in labels)
        by_year = not any(month for _, month, *_ in known)
        if not (by_month and _named_by_month(labels)) and not by_year:
            continue
        numbers = [year * 12 + month if by_month else year for year, month, *_ in known]
        steps = [other - one for one, other in pairwise(numbers)]
        if steps.count(1) * 2 > len(steps):
            for place, step in enumerate(steps):
                if 1 < step <= 3:
                    many = f"{step - 1} periods are" if step > 2 else "A period is"
                    yield Remark(f"{many} left out between {labels[place]} and {labels[place + 1]}.")


def _named_by_month(labels: Sequence[str]) -> bool:
    return all(re.search(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", label, re.I) for label in labels)


# -- figures that cannot be, or hardly ------------------------------------------------------------------------------


def _percentages(table: Measured) -> Iterator[Remark]:
    for measure in table.measures:
        wrong = [
            (series, point)
            for series in measure.series
            if series.kind is Kind.PERCENTAGE
            for point in series.points
            if not _may_be_percentage(measure, point)
        ]
        over = [one for one in wrong if one[1].figure and one[1].figure.value > 100]
        for places, words in ((over, "over 100%"), ([one for one in wrong if one not in over], "below 0%")):
            if places:
                values = listing([point.text for _, point in places[:3]])
                cells = tuple((point.row, point.column) for _, point in places)
                yield Remark(f"{_large(measure.name)} is {words} for {named_cells(places)} ({values}).", cells)


def _may_be_percentage(measure: Measure, point: Point) -> bool:
    figure = point.figure
    return figure is None or 0 <= figure.value <= 100 or bool(_CAN_PASS_100.search(f"{measure.name} {point.label}"))


def _out_of_line(table: Measured) -> Iterator[Remark]:
    """One figure ten times as large or as small as all others beside it, which are of one size."""
    for measure in table.measures:
        for series in measure.parts:
            told = [(point, abs(point.figure.value)) for point in series.parts if point.figure]
            if len(told) < 6 or series.kind is Kind.WORDS:
                continue
            middle = median(value for _, value in told)
            if middle < 10:
                continue
            far = [(p, v) for p, v in told if v >= middle * _MANY_TO_ONE or v * _MANY_TO_ONE <= middle]
            near = [v for _, v in told if middle <= v * 3 and v <= middle * 3]
            if len(far) == 1 and len(near) == len(told) - 1:
                point, value = far[0]
                size = "larger" if value > middle else "smaller"
                yield Remark(
                    f"{_large(joined((measure.name, series.name)))} is far {size} for {point.label or 'one row'} "
                    f"({point.text}) than for all others: perhaps a slip.",
                    ((point.row, point.column),),
                )


def _repeated(table: Measured) -> Iterator[Remark]:
    """A row that stands twice by its label."""
    places: dict[str, list[int]] = defaultdict(list)
    for row, label in table.labels.items():
        if label and role_of(label) is Role.PART:
            places[label].append(row)
    for rows in islice((rows for rows in places.values() if len(rows) > 1), 5):
        yield Remark(
            f"“{table.labels[rows[0]]}” stands in {len(rows)} rows: one figure cannot be told from the other.",
            tuple((row, 0) for row in rows),
        )


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def count_of(remarks: Iterable[Remark]) -> str:
    """How many remarks, in words: "nothing to remark", "1 remark", "3 remarks"."""
    count = len(list(remarks))
    return "nothing to remark" if not count else f"{count} remark{'' if count == 1 else 's'}"
