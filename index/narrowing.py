"""The filters of a query, resolved against the values that there are: to:cabinet is every body so addressed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from index.query import EXAMPLES, Asked
from index.spelling import slips_between
from index.wanted import Filters
from index.words import terms_of
from index.years import read_days, read_municipal_year

# field of a query → field of Filters
FACETS = {
    "kind": "kinds",
    "to": "to",
    "partner": "partners",
    "speaker": "speakers",
    "line": "questions",
    "group": "groups",
    "board": "bodies",
}
_NONE = {
    "kind": "There is no kind “{}” here",
    "to": "Nothing here is addressed to “{}”",
    "partner": "No partner here is called “{}”",
    "speaker": "Nobody called “{}” speaks here",
    "line": "There is no line of enquiry “{}” here",
    "group": "No group here is called “{}”",
    "board": "No board here is called “{}”",
}
MOST_NAMED = 3
MOST_LISTED = 14
SHORTEST_FORGIVEN = 5

_NUMBER = re.compile(r"\d+[a-z]*", re.IGNORECASE)

Values = Callable[[str], Sequence[tuple[str, str]]]
"""The values of a field of Filters that stand somewhere, each with what people call it."""


class Narrowed(NamedTuple):
    """The filters that are in force, each by name as people read it, and what is to be said about them."""

    filters: Filters = Filters()
    named: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def narrowed(asked: Sequence[Asked], values: Values) -> Narrowed:
    """The filters that were typed. One field twice means either value; different fields must all hold.

    A value that nothing has lets nothing pass, and that is said: to leave the filter out would be to answer another
    question. What cannot be read as a year or a day at all is left out, and said.
    """
    filters = Filters()
    named: list[str] = []
    notices: list[str] = []
    for field in dict.fromkeys(one.field for one in asked):
        typed = list(dict.fromkeys(one.value for one in asked if one.field == field))
        if field in FACETS:
            more = _facet(field, typed, values, named, notices)
        elif field == "year":
            more = _years(typed, named, notices)
        else:
            more = _days(field, typed, named, notices)
        filters = filters.both(more)
    return Narrowed(filters, tuple(named), tuple(dict.fromkeys(notices)))


def _facet(field: str, typed: list[str], values: Values, named: list[str], notices: list[str]) -> Filters:
    there = list(values(FACETS[field]))
    passing: dict[str, str] = {}
    for text in typed:
        fits = _is_number_of if field == "line" and _NUMBER.fullmatch(text) else _fits
        fitting = [(value, shown) for value, shown in there if text == value or fits(text, shown)]
        if not fitting and fits is _fits:
            fitting = [(value, shown) for value, shown in there if _nearly_fits(text, shown)]
        if not fitting:
            known = sorted({shown for _, shown in there})[:MOST_LISTED]
            notices.append(_NONE[field].format(text) + (f": there are {', '.join(known)}." if known else "."))
        passing.update(fitting)
    shown = list(dict.fromkeys(passing.values()))
    if len(shown) > MOST_NAMED:
        named.append(f"{field}: {' or '.join(typed)} ({len(shown)} of that name)")
    else:
        named.append(f"{field}: {' or '.join(shown or typed)}")
    return Filters().with_values(FACETS[field], passing)


def _years(typed: list[str], named: list[str], notices: list[str]) -> Filters:
    years = [year for text in typed if (year := read_municipal_year(text))]
    notices += [
        f"“{text}” is no municipal year and was left out. Write for example {EXAMPLES['year']}."
        for text in typed
        if not read_municipal_year(text)
    ]
    if not years:
        return Filters()
    named.append(f"year: {' or '.join(years)}")
    return Filters(years=frozenset(years))


def _days(field: str, typed: list[str], named: list[str], notices: list[str]) -> Filters:
    filters = Filters()
    for text in typed:
        days = read_days(text)
        if days is None:
            notices.append(f"“{text}” is no date and was left out. Write for example {EXAMPLES[field]}.")
            continue
        named.append(f"{field}: {text}")
        # Days are whole numbers that only need to be in order, so one less is before and one more after.
        limit = Filters(last_day=days[0] - 1) if field == "before" else Filters(first_day=days[1] + 1)
        filters = filters.both(limit)
    return filters


def _is_number_of(typed: str, shown: str) -> bool:
    """Whether a line of enquiry has this number, or is a part of the question that has it: 1 is 1, 1a and 1b."""
    number = shown.partition(" ")[0].casefold()
    return number == typed.casefold() or (bool(_NUMBER.fullmatch(number)) and number.rstrip(ascii_lowercase) == typed)


def _fits(typed: str, shown: str) -> bool:
    """Whether every typed word begins one of the shown ones or has its stem, or the letters are the initials."""
    words = _words(shown)
    if "".join(word[0] for word in words if word not in ("and", "of", "the", "for")) == typed.casefold():
        return True
    stems = set(terms_of(shown.casefold()))
    wanted = _words(typed)
    return bool(wanted) and all(
        any(word.startswith(part) for word in words) or bool(stems & set(terms_of(part))) for part in wanted
    )


def _nearly_fits(typed: str, shown: str) -> bool:
    """Whether one slip of the fingers stands between every typed word and one of the shown ones."""
    wanted = _words(typed)
    return bool(wanted) and all(
        len(part) >= SHORTEST_FORGIVEN and any(slips_between(part, word, 1) <= 1 for word in _words(shown))
        for part in wanted
    )


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold().replace("’", "'"))]
