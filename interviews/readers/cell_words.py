"""The value of a cell as its sheet shows it, as far as its number format says: 42.6%, £1,255, 2026-01-14."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]?'
    r"|(?P<general>General)|(?P<number>[0#?](?:[0#?,.]*[0#?,])?\.?|\.[0#?]+)|(?P<exponent>E[+-]0+)|(?P<percent>%)"
    r"|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:[^;"\\\[]|"[^"]*"?|\\.|\[[^\]]*\]?)*+', re.DOTALL)
_LITERAL = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]?|_.')
_LONGEST_FORMAT = 200
_MOST_DECIMALS = 20
_GENERAL_DIGITS = 10  # as many as a cell shows of a number that has no format
_LARGE = 1e15


class _Format(NamedTuple):
    """One section of a number format, taken apart."""

    before: str
    after: str
    has_number: bool
    general: bool
    thousands: bool
    whole: int
    decimals: int
    least_decimals: int
    shift: int  # powers of ten: 2 for per cent, -3 for thousands
    exponent: bool


def shown(value: object, code: str) -> str:
    """The value of a cell in words, ``code`` being its number format."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, code[:_LONGEST_FORMAT])
        case datetime():
            return _moment(value, code)
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
        case timedelta():
            minutes, seconds = divmod(int(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
        case _:
            return str(value)


def _moment(value: datetime, code: str) -> str:
    letters = _LITERAL.sub("", code.split(";")[0]).lower()
    if "h" in letters and not any(sign in letters for sign in "dy"):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if "y" in letters and "d" not in letters:
        return value.strftime("%b %Y") if "m" in letters else f"{value.year}"
    day = value.date().isoformat()
    return f"{day} {value:%H:%M}" if "h" in letters or (value.time() != time() and not letters) else day


def _number(value: float, code: str) -> str:
    try:
        exact = Decimal(repr(value))
        if not exact.is_finite():
            return str(value)
        sections = _sections(code)
        if exact < 0 and len(sections) > 1:
            return _written(-exact, sections[1])
        if not exact and len(sections) > 2:
            return _written(exact, sections[2])
        shown_as = _written(abs(exact), sections[0])
        return f"-{shown_as}" if exact < 0 and re.search("[1-9]", shown_as) else shown_as
    except (InvalidOperation, OverflowError, ValueError):
        return str(value)


def _written(value: Decimal, form: _Format) -> str:
    if form.general:
        return f"{form.before}{_general(value)}{form.after}".strip()
    if not form.has_number:
        return f"{form.before}{form.after}".strip()
    if form.exponent:
        return f"{form.before}{value:.{form.decimals}E}{form.after}".strip()
    step = Decimal(1).scaleb(-form.decimals)
    rounded = value.scaleb(form.shift).quantize(step, rounding=ROUND_HALF_UP)
    digits = f"{rounded:,f}" if form.thousands else f"{rounded:f}"
    whole, _, decimals = digits.partition(".")
    while len(decimals) > form.least_decimals and decimals.endswith("0"):
        decimals = decimals[:-1]
    whole = whole.zfill(form.whole) if not form.thousands else whole
    if not form.whole and whole == "0" and decimals:
        whole = ""
    return f"{form.before}{whole}{'.' if decimals else ''}{decimals}{form.after}".strip()


def _general(value: Decimal) -> str:
    if value and (value >= Decimal(_LARGE) or value < Decimal("1e-9")):
        return f"{float(value):.6g}".upper()
    if value == value.to_integral_value():
        return f"{value:.0f}"
    whole = len(f"{int(value)}")
    rounded = value.quantize(Decimal(1).scaleb(-max(_GENERAL_DIGITS - whole, 0)), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


@lru_cache(maxsize=2_000)
def _sections(code: str) -> tuple[_Format, ...]:
    found, at = [], 0
    while at <= len(code):
        section = _SECTION.match(code, at)
        end = section.end() if section else len(code)
        found.append(_section(code[at:end]))
        at = end + 1
    return tuple(found)


def _section(code: str) -> _Format:
    before, words, number = "", "", ""
    general, exponent, percent = False, False, 0
    for piece in _PIECE.finditer(code):
        kind = piece.lastgroup
        if kind == "number" and not (number or general):
            number, before, words = piece.group(), words, ""
        elif kind in ("general", "text"):
            general, before, words = True, words, ""
        elif kind == "exponent":
            exponent = True
        elif kind == "percent":
            percent += 1
            words += "%"
        elif kind == "other" and piece.group() == "/" and number:
            general, number = True, ""  # a fraction: shown as a decimal number
        elif kind in ("quoted", "escaped", "currency", "other"):
            words += piece.group(kind)
    after = words if number or general else ""
    before = before if number or general else words
    trailing = len(number) - len(number.rstrip(","))  # each of them stands for thousands
    bare, _, decimals = number.rstrip(",").partition(".")
    return _Format(
        before,
        after,
        bool(number),
        general and not number,
        "," in bare,
        bare.count("0"),
        min(len(decimals), _MOST_DECIMALS),
        min(decimals.count("0"), _MOST_DECIMALS),
        2 * percent - 3 * trailing,
        exponent,
    )
