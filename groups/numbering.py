"""The numbers that people see, as the council's reports print them. They are computed, never stored as keys.

1, 2 … for questions and recommendations; a, b … for their parts; i, ii … for findings (domain.md, "Numbering").
"""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def letter(n: int) -> str:
    """1 → a, 26 → z, 27 → aa. Raises ValueError below 1."""
    if n < 1:
        raise ValueError(f"there is no letter for {n}: letters count from 1")
    shown = ""
    while n:
        n, rest = divmod(n - 1, 26)
        shown = chr(ord("a") + rest) + shown
    return shown


def roman(n: int) -> str:
    """1 → i, 4 → iv, 11 → xi. Raises ValueError below 1."""
    if n < 1:
        raise ValueError(f"there is no roman numeral for {n}: they count from 1")
    shown = ""
    for value, sign in _ROMAN + _ROMAN_SMALL:
        times, n = divmod(n, value)
        shown += sign * times
    return shown


def in_words(n: int) -> str:
    """A count as a report writes it: words up to ten, then figures."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else str(n)
