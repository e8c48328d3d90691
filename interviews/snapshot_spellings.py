"""The same category written in two ways: by capitals, spaces, hyphens, a plural, or one letter of a long word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from interviews.figures import Kind
from interviews.measures import Measured
from interviews.snapshot_words import Remark, listing

_MOST_COMPARED = 300  # different values; more are no categories
_LONGEST = 80  # characters; longer is prose
_LONG_WORD = 6  # letters, from which on one letter is more likely a slip than another word
_ODD = re.compile(r"[^a-z0-9%]+")


def mixed_spellings(table: Measured) -> Iterator[Remark]:
    """A remark for each category of a measure in words, or of the labels of rows, that is written in several ways."""
    for measure in table.measures:
        if measure.kind is not Kind.WORDS:
            continue
        cells: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for series in measure.series:
            for point in series.points:
                if point.text and len(point.text) <= _LONGEST and point.gap is None:
                    cells[point.text].append((point.row, point.column))
        yield from _remarks(cells, measure.name or "the table", near=True)
    labels: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, label in table.labels.items():
        if label and len(label) <= _LONGEST:
            labels[label].append((row, 0))
    yield from _remarks(labels, "the names of rows", near=False)


def _remarks(cells: dict[str, list[tuple[int, int]]], where: str, *, near: bool) -> Iterator[Remark]:
    groups: dict[str, list[str]] = defaultdict(list)
    for text in cells:
        groups[folded(text)].append(text)
    joined = [list(group) for group in groups.values()]
    if near and len(groups) <= _MOST_COMPARED:
        joined = _with_slips(groups)
    for forms in joined:
        if len(forms) > 1:
            counts = Counter({form: len(cells[form]) for form in forms})
            said = [f"“{form}” ({_times(count)})" for form, count in counts.most_common(4)]
            places = tuple(place for form, _ in counts.most_common()[1:] for place in cells[form])
            yield Remark(f"In {where} one category seems to be written in {len(forms)} ways: {listing(said)}.", places)


def _with_slips(groups: dict[str, list[str]]) -> list[list[str]]:
    """The groups, those joined whose names differ by one letter of one long word."""
    found: list[tuple[str, list[str]]] = []
    for key, forms in groups.items():
        same = next((group for other, group in found if one_letter_off(key, other)), None)
        if same is None:
            found.append((key, list(forms)))
        else:
            same.extend(forms)
    return [forms for _, forms in found]


def folded(text: str) -> str:
    """A category without what people write differently: capitals, hyphens, stops, "&" and "and", plurals, spaces."""
    plain = text.casefold().replace("&", " and ").replace("’", "'").replace("'", "")
    return " ".join(_singular(word) for word in _ODD.sub(" ", plain).split())


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


def one_letter_off(one: str, other: str) -> bool:
    """Whether two folded names differ by one letter, or two changed about, inside one long word of theirs."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(pairs) != 1:
        return False
    a, b = sorted(pairs[0], key=len)
    if len(a) < _LONG_WORD or a[0] != b[0] or not (a + b).isalpha() or len(b) - len(a) > 1:
        return False
    n = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b):
        return a[n + 1 :] == b[n + 1 :] or (a[n : n + 2] == b[n : n + 2][::-1] and a[n + 2 :] == b[n + 2 :])
    return a[n:] == b[n + 1 :]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
