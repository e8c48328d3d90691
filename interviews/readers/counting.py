"""How lists count: 1, i, a, first … as word processors and web pages show the numbers of their lists."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_MOST_ROMAN = 3_999
_MOST_LETTERS = 26 * 10
_CIRCLED = 20


def roman(number: int) -> str:
    """The numeral: iv for 4; digits where there is no such numeral."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        while number >= value:
            written += sign
            number -= value
    return written


def letters(number: int) -> str:
    """A letter for 1 to 26, then aa, bb, cc as word processors count; digits where that would be no help."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turns + 1)


def ordinal(number: int) -> str:
    """The number with its ending: 1st, 2nd, 3rd, 4th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def in_words(number: int) -> str:
    """Twenty-one for 21, up to 99; digits beyond."""
    if not 0 <= number < 100:
        return str(number)
    if number < len(_ONES):
        return _ONES[number].capitalize()
    tens, ones = divmod(number, 10)
    return (_TENS[tens] + (f"-{_ONES[ones]}" if ones else "")).capitalize()


def ordinal_in_words(number: int) -> str:
    """Twenty-first for 21, up to 99; 100th beyond."""
    if not 0 < number < 100:
        return ordinal(number)
    before, hyphen, last = in_words(number).lower().rpartition("-")
    last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{before}{hyphen}{last}".capitalize()


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= _CIRCLED else str(number)


# By the names that Word gives the formats. Any other is shown in digits.
FORMATS: dict[str, Callable[[int], str]] = {
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "ordinal": ordinal,
    "cardinalText": in_words,
    "ordinalText": ordinal_in_words,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
}


def shown(number: int, form: str) -> str:
    """A number of a list in one of the FORMATS."""
    return FORMATS.get(form, str)(number)
