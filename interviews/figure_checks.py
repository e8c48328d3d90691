"""Figures in the group's own words against its snapshots: "13,247 contacts in 2017", "contacts rose by 47%".

A figure is looked at where its sentence names a measure of a snapshot by all its telling words. It is passed over where
the snapshot has it in any period, as a total, or rounded as it is written; a figure of which the snapshot has nothing
alike is passed over too, unless the sentence names a period that the snapshot has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from interviews.figures import Figure, Kind, read_cell, shown_value
from interviews.measures import Measure
from interviews.own_words import OwnWords, sentences, telling
from interviews.periods import period_key
from interviews.remark import About, Remark, remarked
from interviews.review import Review
from interviews.snapshot_checks import understood

_FIGURE = re.compile(
    r"(?<![\w.,/£€$–-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/])(?:\s?%|\s+per\s?cent\b)?", re.IGNORECASE
)
_NO_FIGURE = re.compile(  # before a number: it is a year group, an age, a reference
    r"\b(?:years?|ages?|aged|stage|appendix|paragraph|section|recommendation|finding|page|minute|line|no\.?|version)\s*$",
    re.IGNORECASE,
)
_ROSE = r"rose|risen|rising|increas\w+|grew|grown|growth|rise|went up|up"
_FELL = r"fell|fallen|falling|decreas\w+|dropp?\w*|declin\w+|reduc\w+|fall|went down|down"
_CHANGE = re.compile(
    rf"\b(?:(?P<rose>{_ROSE})|(?P<fell>{_FELL}))\b(?:\s+(?!from\b)[a-z]+){{0,3}}?\s+(?:by\s+|of\s+)?"
    r"(?P<about>about|around|nearly|almost|over|more than|some|approximately)?\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?(?![\d,.]*\d)")
_NEAR = Decimal("0.03")  # of a figure: so little off is a slip, not another figure
_LEAST = 100  # a smaller count stands for too many things


class _Known(NamedTuple):
    """A value that a snapshot has for a measure: for which period, and which one that is."""

    value: Decimal
    name: str
    year: int
    kind: Kind
    is_total: bool = False


class _Measure(NamedTuple):
    title: str
    name: str
    stems: frozenset[str]
    kind: Kind
    values: tuple[_Known, ...]
    by_year: dict[int, Decimal]  # the total of a year, or the one figure of it


def figure_remarks(review: Review, words: Sequence[OwnWords]) -> Iterator[Remark]:
    """The figures in the group's own words that its snapshots have otherwise."""
    told = [place for place in words if place.table != "recommendations" and re.search(r"\d", place.text)]
    # A large table takes a moment to be understood: only where there is a figure to compare with it.
    measures = list(_measures(review)) if told else []
    if not measures:
        return
    for place in told:
        for sentence in sentences(place.text):
            if not re.search(r"\d", sentence):
                continue
            stems = frozenset(telling(sentence))
            named = [measure for measure in measures if measure.stems <= stems]
            if named:
                yield from _figures(sentence, named, place)


def _figures(sentence: str, named: Sequence[_Measure], place: OwnWords) -> Iterator[Remark]:
    years = [int(found[0][:4]) for found in _YEAR.finditer(sentence)]
    told = []
    for found in _FIGURE.finditer(sentence):
        before = sentence[: found.start()]
        figure = read_cell(re.sub(r"\s*(?:per\s?cent)$", "%", found[0], flags=re.IGNORECASE))
        if isinstance(figure, Figure) and not _YEAR.fullmatch(found[0]) and not _NO_FIGURE.search(before):
            told.append((figure, found[0], before))
    for figure, written, before in told:
        change = _CHANGE.search(before)
        if figure.kind is Kind.PERCENTAGE and change:
            wrong = _wrong_change(figure, change, named, years)
        elif figure.kind is Kind.PERCENTAGE or figure.decimals or figure.value >= _LEAST:
            wrong = _wrong_value(figure, named, years if len(told) == 1 else [])
        else:
            continue
        if wrong:
            text = f"{place.at_start} says {written}; {wrong}."
            yield remarked(About.NUMBERS, text, place.table, place.record_id, "figure", written, wrong)


def _wrong_value(figure: Figure, named: Sequence[_Measure], years: Sequence[int]) -> str:
    """What the snapshots have instead of a figure; nothing where they have it, or nothing that can be meant."""
    known = [
        one
        for measure in named
        for one in measure.values
        if (one.kind is Kind.PERCENTAGE) == (figure.kind is Kind.PERCENTAGE)
    ]
    same = [one for one in known if _is_rounded(one.value, figure)]
    if same:
        meant = [one for one in known if len(years) == 1 and one.year == years[0]]
        if not meant or any(not one.year or one.year == years[0] for one in same):
            return ""
        return f"{_title(named)} has that for {same[0].name}"
    near = [one for one in known if figure.value and _is_slip(one, figure.value)]
    if near:
        closest = min(near, key=lambda one: abs(one.value - figure.value))
        return f"{_title(named)} has {_shown(closest)} for {closest.name}"
    totals = [(m, m.by_year[years[0]]) for m in named if len(years) == 1 and years[0] in m.by_year]
    if totals and figure.kind is not Kind.PERCENTAGE and all(m.kind is not Kind.PERCENTAGE for m, _ in totals):
        measure, total = totals[0]
        return f"{measure.title} has {shown_value(total, measure.kind)} for {measure.name} {years[0]}"
    return ""


def _wrong_change(figure: Figure, change: re.Match[str], named: Sequence[_Measure], years: Sequence[int]) -> str:
    """What the change of a measure was instead; nothing where some two of its years bear it out."""
    slack = Decimal(2) if change["about"] else Decimal(10) ** -figure.decimals / 2
    measures = [m for m in named if len(m.by_year) > 1 and m.kind is not Kind.PERCENTAGE]
    said = figure.value if change["rose"] else -figure.value
    for measure in measures:
        pairs = [(a, b) for a in measure.by_year for b in measure.by_year if a < b]
        two = sorted({year for year in years if year in measure.by_year})
        if len(two) == 2:
            pairs = [(two[0], two[1])]
        changes = [_change(measure.by_year[a], measure.by_year[b]) for a, b in pairs if measure.by_year[a]]
        if any(abs(each - said) <= slack for each in changes):
            return ""
        if len(two) == 2 and changes:
            was, now = (shown_value(measure.by_year[year], measure.kind) for year in two)
            rise = "rise" if changes[0] > 0 else "fall"
            by = shown_value(abs(changes[0]), Kind.PERCENTAGE, 1)
            return f"{measure.title} has {was} for {measure.name} {two[0]} and {now} for {two[1]}, a {rise} of {by}"
    if not measures:
        return ""
    measure = measures[0]
    first, last = min(measure.by_year), max(measure.by_year)
    if not measure.by_year[first]:
        return ""
    whole = _change(measure.by_year[first], measure.by_year[last])
    rise = "rise" if whole > 0 else "fall"
    by = shown_value(abs(whole), Kind.PERCENTAGE, 1)
    return (
        f"no two years of {measure.name} in {measure.title} differ so: from {first} to {last} it was a {rise} of {by}"
    )


def _change(was: Decimal, now: Decimal) -> Decimal:
    return (now - was) * 100 / was


def _is_rounded(value: Decimal, figure: Figure) -> bool:
    """Whether a value is the figure, at the places to which the figure is written: 13,200 for 13,247, 42% for 41.6%."""
    if value == figure.value:
        return True
    plain = f"{figure.value:f}".rstrip("0") if not figure.decimals else ""
    zeros = len(f"{figure.value:f}") - len(plain) if plain else 0
    step = Decimal(10) ** (zeros if not figure.decimals else -figure.decimals)
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step == figure.value


def _is_slip(known: _Known, said: Decimal) -> bool:
    """Whether one is likely meant for the other: the same figures in another order, or a total that is very near."""
    value = known.value
    one, other = f"{value:f}", f"{said:f}"
    swapped = len(one) > 2 and one != other and sorted(one) == sorted(other)
    return swapped or (known.is_total and value != 0 and abs(value - said) <= abs(value) * _NEAR)


def _title(named: Sequence[_Measure]) -> str:
    return named[0].title


def _shown(known: _Known) -> str:
    decimals = max(-int(known.value.as_tuple().exponent), 0)
    return shown_value(known.value, known.kind, decimals)


# -- what the snapshots have -------------------------------------------------------------------------------------------


def _measures(review: Review) -> Iterator[_Measure]:
    for snapshot in sorted(review.snapshots, key=lambda s: (s.position, s.id)):
        for measure in understood(snapshot).measures:
            stems = frozenset(telling(measure.name)) - {"numb", "total", "count"}
            if stems and measure.kind is not Kind.WORDS:
                yield _known(snapshot.title, measure, stems)


def _known(title: str, measure: Measure, stems: frozenset[str]) -> _Measure:
    values: list[_Known] = []
    by_year: dict[int, Decimal] = {}
    for series in measure.series:
        own, own_parts = _year(series.name), series.parts
        figures = [(point, point.figure) for point in series.points if point.figure is not None]
        for point, figure in figures:
            if figure is not None:
                year = own or _year(point.label)
                name = " ".join(part for part in (measure.name, series.name, point.label) if part)
                is_total = bool(year and not own) or len(own_parts) == 1
                values.append(_Known(figure.value, name, year, measure.kind, is_total))
                if not own and year:
                    by_year.setdefault(year, figure.value)
        parts = [point.figure.value for point in own_parts if point.figure is not None]
        if own and parts and measure.kind.can_add_up:
            total = sum(parts, Decimal(0))
            by_year[own] = total
            values.append(_Known(total, f"{measure.name} {series.name}", own, measure.kind, is_total=True))
        elif own and len(parts) == 1:
            by_year[own] = parts[0]
    return _Measure(title, measure.name, stems, measure.kind, tuple(values), by_year)


def _year(label: str) -> int:
    key = period_key(label)
    return key[0] if key and key[0] > 1900 else 0
