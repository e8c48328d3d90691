"""Misspellings: the words one slip away from a typed one, and how far two words are apart."""

from __future__ import annotations

SHORTEST_FOR_ONE = 4
SHORTEST_FOR_TWO = 8
LONGEST = 24
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_slip_away(word: str) -> set[str]:
    """Every word that one slip turns into ``word``: a letter too many, missing, wrong, or two letters swapped."""
    if not SHORTEST_FOR_ONE <= len(word) <= LONGEST:
        return set()
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {before + after[1:] for before, after in halves if after}
    near |= {before + after[1] + after[0] + after[2:] for before, after in halves if len(after) > 1}
    near |= {before + letter + after[1:] for before, after in halves if after for letter in _LETTERS}
    near |= {before + letter + after for before, after in halves for letter in _LETTERS}
    return near - {word}


def slips_between(one: str, other: str, most: int = 2) -> int:
    """How many slips turn one word into the other, counted up to ``most``; more than that is ``most + 1``.

    A slip is a letter added, left out or changed, or two neighbours swapped (optimal string alignment).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return min(last[-1], most + 1)
