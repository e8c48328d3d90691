"""A table of figures understood: which measures it has, over which periods, for which rows, and what each is of.

Headings of one row or several: an upper heading goes on over the empty cells after it until the next. A table with the
measures as its rows and the periods as its columns is understood too. Nothing is put right and nothing is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from interviews.figures import Figure, Gap, Kind, kind_of, read_cell
from interviews.periods import is_period
from interviews.table_edges import LOOK_AT, Role, column_paths, joined, label_columns, role_of, row_labels

_FEW_ROWS = 12  # of one kind; more are hardly so many measures
_MOST_MEASURES = 60


class Point(NamedTuple):
    """One cell: its label (the month of a column, the period of a row), where it stands, and what it says."""

    label: str
    row: int
    column: int
    text: str
    role: Role = Role.PART

    @property
    def read(self) -> Figure | Gap | None:
        """The figure, the gap, or None for words."""
        return read_cell(self.text)

    @property
    def figure(self) -> Figure | None:
        """The figure, where it is one."""
        read = self.read
        return read if isinstance(read, Figure) else None

    @property
    def gap(self) -> Gap | None:
        """The gap, where it is one."""
        read = self.read
        return read if isinstance(read, Gap) else None


class Series(NamedTuple):
    """The figures of a measure for one period, or with one other heading ("" where a measure has only these)."""

    name: str
    kind: Kind
    points: tuple[Point, ...]
    role: Role = Role.PART

    @property
    def parts(self) -> list[Point]:
        """The points that are no total and no average of others."""
        return [point for point in self.points if point.role is Role.PART]


class Measure(NamedTuple):
    """What is counted, and its series, in the order of the table. ``key`` is its place among the measures."""

    name: str
    kind: Kind
    series: tuple[Series, ...]
    key: int = 0

    @property
    def role(self) -> Role:
        """A measure that is only called "Total" is a total of the others."""
        return role_of(self.name)

    @property
    def parts(self) -> list[Series]:
        """The series that are no total and no average of others."""
        return [series for series in self.series if series.role is Role.PART]


class Measured(NamedTuple):
    """A whole table. ``label_columns`` at the left say what a row is; ``labels`` are by row, ``paths`` by column."""

    measures: tuple[Measure, ...]
    label_columns: int
    first_row: int
    labels: dict[int, str]
    paths: dict[int, tuple[str, ...]]
    is_transposed: bool = False

    def name_of(self, row: int, column: int) -> str:
        """What a figure is, in words that hold when rows are put in another order: "JAN, Number of contacts 2018"."""
        return ", ".join(part for part in (self.labels.get(row, ""), joined(self.paths.get(column, ()))) if part)

    def measure_at(self, row: int, column: int) -> tuple[Measure, Series] | None:
        """The measure and the series in which a cell stands."""
        for measure in self.measures:
            for series in measure.series:
                first = series.points[0] if series.points else None
                if first and (first.row == row if self.is_transposed else first.column == column):
                    return measure, series
        return None


def measured(rows: Sequence[Sequence[str]], heading_rows: int, *, title: str = "", unit: str = "") -> Measured:
    """Understand a table whose first ``heading_rows`` rows are headings; ``unit`` is what all figures are in."""
    width = _width(rows)
    full = _squared(rows, width)
    heads, body = full[:heading_rows], full[heading_rows:]
    lead = label_columns(heads, body, width)
    paths = {column: path for column, path in enumerate(column_paths(heads, width, lead)) if column >= lead}
    labels = row_labels(body, lead, heading_rows)
    said = {row: full[row] for row in labels}
    found = _measures(said, labels, paths, title=title, unit=unit)
    return Measured(
        tuple(m._replace(key=n) for n, m in enumerate(found[0])), lead, heading_rows, labels, paths, found[1]
    )


def column_names(rows: Sequence[Sequence[str]], heading_rows: int) -> list[str]:
    """What each column is called, by all its headings; of a long table no more is looked at than that takes."""
    width = _width(rows)
    seen = _squared(rows[: heading_rows + LOOK_AT], width)
    heads, body = seen[:heading_rows], seen[heading_rows:]
    return list(map(joined, column_paths(heads, width, label_columns(heads, body, width))))


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max(map(len, rows), default=0)


def _squared(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Rows of one width, without line breaks and double blanks."""
    return [[*(" ".join(cell.split()) for cell in row), *[""] * (width - len(row))] for row in rows]


# -- measures ---------------------------------------------------------------------------------------------------------


def _measures(
    said: dict[int, list[str]], labels: dict[int, str], paths: dict[int, tuple[str, ...]], *, title: str, unit: str
) -> tuple[list[Measure], bool]:
    """The measures, and whether they are the rows of the table."""
    columns = [c for c, path in paths.items() if any(path) or any(row[c] for row in said.values())]
    if not columns or not said:
        return [], False
    sample = list(said.values())[:LOOK_AT]
    kinds = {c: kind_of((row[c] for row in sample), joined(paths[c]), unit) for c in columns}
    depth = len(paths[columns[0]])
    over = [level for level in range(depth) if _are_periods(paths[c][level] for c in columns)]
    names = [label for label in labels.values() if role_of(label) is Role.PART]
    if depth and len(over) == depth:
        if not _are_periods(names) and any(names) and not _are_of_one_measure(said, labels, columns, unit):
            return _by_row(said, labels, paths, columns, unit), True
        split = {c: (title or "Figures", joined(paths[c])) for c in columns}
    elif _rows_are_measures(said, labels, columns, kinds, unit) and not over:
        return _by_row(said, labels, paths, columns, unit), True
    elif over:
        split = {
            c: (
                joined(p for n, p in enumerate(paths[c]) if n not in over),
                joined(p for n, p in enumerate(paths[c]) if n in over),
            )
            for c in columns
        }
    else:
        split = _split(paths, columns, kinds)
    return _by_column(said, labels, columns, kinds, split), False


def _are_of_one_measure(said: dict[int, list[str]], labels: dict[int, str], columns: Sequence[int], unit: str) -> bool:
    """Whether rows over years are places or people of one measure, and no measures: they have a total, or are many."""
    if len(said) > _MOST_MEASURES or any(role_of(label) is not Role.PART for label in labels.values()):
        return True
    kinds = {kind_of((row[c] for c in columns), labels[at], unit) for at, row in said.items()}
    return len(said) > _FEW_ROWS and len(kinds) == 1


def _are_periods(names: Iterable[str]) -> bool:
    """Whether all names are periods, totals and empty ones left out."""
    own = {name for name in names if name and role_of(name) is Role.PART}
    return bool(own) and all(map(is_period, own))


def _split(
    paths: dict[int, tuple[str, ...]], columns: Sequence[int], kinds: dict[int, Kind]
) -> dict[int, tuple[str, str]]:
    """Measure and series of each column where no heading is a period: the upper one is the measure, the last its part.

    Where what stands under one upper heading is of several kinds, and what has one last heading of one, it is the
    other way round.
    """
    if len(paths[columns[0]]) < 2:
        return {c: (joined(paths[c]) or f"Column {c + 1}", "") for c in columns}
    split = {c: (joined(paths[c][:-1]), paths[c][-1]) for c in columns}
    if _kinds_differ(split, kinds, 0) and not _kinds_differ(split, kinds, 1):
        split = {c: (last or upper, upper if last else "") for c, (upper, last) in split.items()}
    return {c: (upper or last, last if upper else "") for c, (upper, last) in split.items()}


def _kinds_differ(split: dict[int, tuple[str, str]], kinds: dict[int, Kind], by: int) -> bool:
    found: dict[str, set[Kind]] = {}
    for column, name in split.items():
        found.setdefault(name[by], set()).add(kinds[column])
    return any(len(each) > 1 for each in found.values())


def _rows_are_measures(
    said: dict[int, list[str]], labels: dict[int, str], columns: Sequence[int], kinds: dict[int, Kind], unit: str
) -> bool:
    """Whether each row is of one kind while the columns mix them: then the rows are the measures."""
    if len(said) < 2 or len(columns) < 2 or len(said) > LOOK_AT or _are_periods(labels.values()):
        return False
    by_row = {kind_of((row[c] for c in columns), labels[at], unit) for at, row in said.items()}
    if len(by_row) < 2 or Kind.WORDS in kinds.values():
        return False

    def is_pure(cells: Iterable[str]) -> bool:
        read = [one for one in map(read_cell, cells) if not isinstance(one, Gap)]
        return len({one and one.kind is Kind.PERCENTAGE for one in read}) <= 1

    rows_pure = all(is_pure(row[c] for c in columns) for row in said.values())
    return rows_pure and not all(is_pure(row[c] for row in said.values()) for c in columns)


def _by_column(
    said: dict[int, list[str]],
    labels: dict[int, str],
    columns: Sequence[int],
    kinds: dict[int, Kind],
    split: dict[int, tuple[str, str]],
) -> list[Measure]:
    roles = {at: role_of(label) for at, label in labels.items()}
    groups: dict[str, list[Series]] = {}
    for c in columns:
        points = tuple(Point(labels[at], at, c, row[c], roles[at]) for at, row in said.items())
        name, series = split[c]
        groups.setdefault(name, []).append(Series(series, kinds[c], points, role_of(series)))
    return [Measure(name, _commonest(series), tuple(series)) for name, series in groups.items()]


def _by_row(
    said: dict[int, list[str]],
    labels: dict[int, str],
    paths: dict[int, tuple[str, ...]],
    columns: Sequence[int],
    unit: str,
) -> list[Measure]:
    names = {c: joined(paths[c]) for c in columns}
    found = []
    for at, row in said.items():
        kind = kind_of((row[c] for c in columns), labels[at], unit)
        points = tuple(Point(names[c], at, c, row[c], role_of(names[c])) for c in columns)
        found.append(Measure(labels[at], kind, (Series("", kind, points),)))
    return found


def _commonest(series: Sequence[Series]) -> Kind:
    return Counter(one.kind for one in series).most_common(1)[0][0]
