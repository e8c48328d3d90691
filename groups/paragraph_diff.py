"""What changed from one draft of a report to another, paragraph by paragraph: added, removed, changed, moved.

Paragraphs are the same thing by the key of what they were made from, then by their words, then by being alike in the
same place. A number that moved on because something came before it is no change.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from groups.report_draft import DraftParagraph

_ALIKE = 0.4  # of the words shared: less is one paragraph taken out and another put in
_MOST_PAIRS = 2_500  # compared in one gap; in a longer one only those in the same place are
_MOST_WORDS = 1_200  # compared word by word, between what is the same at both ends
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    """What happened to a paragraph."""

    SAME = "the same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Run(NamedTuple):
    """Some words of a changed paragraph: as they were and as they are; "" where there were, or are, none."""

    was: str
    now: str


class Change(NamedTuple):
    """One paragraph as it was and as it is; None where it was not there, or is not any more.

    ``is_moved`` of a changed one says that it stands elsewhere too.
    """

    kind: Kind
    was: DraftParagraph | None
    now: DraftParagraph | None
    is_moved: bool = False

    @property
    def words(self) -> list[Run]:
        """The words of a changed paragraph, those that stayed and those that did not."""
        return word_runs(self.was.text if self.was else "", self.now.text if self.now else "")


def differences(old: Sequence[DraftParagraph], new: Sequence[DraftParagraph]) -> list[Change]:
    """Every paragraph of the new draft in its order, and each that was taken out where it stood."""
    pairs = _paired(old, new)
    back = {there: here for here, there in pairs.items()}
    in_place = _in_place(pairs)
    taken_out: dict[int, list[Change]] = defaultdict(list)
    anchor = -1
    for n, paragraph in enumerate(old):
        if n in in_place:
            anchor = pairs[n]
        elif n not in pairs:
            taken_out[anchor].append(Change(Kind.REMOVED, paragraph, None))
    told = list(taken_out[-1])
    for n, paragraph in enumerate(new):
        told += [_told(old[back[n]], paragraph, back[n] not in in_place)] if n in back else [_added(paragraph)]
        told += taken_out[n]
    return told


def changed_only(changes: Iterable[Change]) -> list[Change]:
    """The changes without what stayed the same."""
    return [change for change in changes if change.kind is not Kind.SAME]


def word_runs(was: str, now: str) -> list[Run]:
    """Two texts as runs of words: kept, taken out, put in, or the one for the other."""
    one, other = _TOKEN.findall(was), _TOKEN.findall(now)
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    middle = one[start : len(one) - end], other[start : len(other) - end]
    runs = [_kept(one[:start])]
    if max(map(len, middle)) > _MOST_WORDS:
        runs.append(Run("".join(middle[0]), "".join(middle[1])))
    else:
        # Blanks are left out of the comparing: they are the same everywhere and would tear a phrase into words.
        matcher = SequenceMatcher(str.isspace, *middle, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            words = Run("".join(middle[0][a:b]), "".join(middle[1][c:d]))
            runs.append(_kept(middle[0][a:b]) if kind == "equal" else words)
    runs.append(_kept(one[len(one) - end :]))
    return _joined(run for run in runs if run.was or run.now)


def marked(change: Change) -> str:
    """A paragraph with its changed words in brackets, legible without colour: "met on [six → seven] occasions"."""
    return "".join(_in_brackets(run) for run in change.words)


def summary(changes: Iterable[Change]) -> str:
    """How many paragraphs changed and how: "3 paragraphs (1 added, 2 changed)"; "nothing changed" where none did."""
    found = changed_only(changes)
    counts = Counter(change.kind for change in found)
    if not found:
        return "nothing changed"
    parts = ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])
    return f"{len(found)} paragraph{'' if len(found) == 1 else 's'} ({parts})"


# -- which paragraph is which ------------------------------------------------------------------------------------------


def _paired(old: Sequence[DraftParagraph], new: Sequence[DraftParagraph]) -> dict[int, int]:
    """Which paragraph of the old draft is which of the new: place → place."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def pair(one: int, other: int) -> None:
        pairs[one] = other
        taken.add(other)

    def by(name: Callable[[DraftParagraph], str | None], *, alone: bool = False) -> None:
        """Pair those that answer to the same name, the first with the first; ``alone`` only where it is the only."""
        places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, (rows, done) in enumerate(((old, pairs.keys()), (new, taken))):
            for n, row in enumerate(rows):
                if n not in done and (called := name(row)) is not None:
                    places[called][side].append(n)
        for one, other in places.values():
            if not alone or len(one) == len(other) == 1:
                for a, b in zip(one, other, strict=False):
                    pair(a, b)

    def may_be(one: int, other: int) -> bool:
        free = 0 <= one < len(old) and 0 <= other < len(new) and one not in pairs and other not in taken
        return free and old[one].key == new[other].key

    by(lambda row: row.key or None)
    by(lambda row: None if row.key else row.text, alone=True)
    for step in (1, -1):  # equal ones beside those that are known: the rows of a table, a sentence that stands twice
        for n in range(len(old))[::step] if pairs else ():
            if n in pairs and may_be(n + step, pairs[n] + step) and old[n + step].text == new[pairs[n] + step].text:
                pair(n + step, pairs[n] + step)
    by(lambda row: None if row.key else row.text)
    for step in (1, -1):
        for one, other in _gaps(old, new, pairs, taken, step):
            for a, b in _alike(old, new, one, other):
                if may_be(a, b):
                    pair(a, b)
    return pairs


def _gaps(
    old: Sequence[DraftParagraph], new: Sequence[DraftParagraph], pairs: dict[int, int], taken: set[int], step: int
) -> list[tuple[list[int], list[int]]]:
    """The stretches without a partner behind (or with -1 before) the same neighbour in both drafts."""
    edges = [(-1, -1) if step > 0 else (len(old), len(new)), *pairs.items()]
    found = []
    for one, other in edges:
        stretch: tuple[list[int], list[int]] = ([], [])
        for side, (place, rows, done) in enumerate(((one, old, pairs.keys()), (other, new, taken))):
            at = place + step
            while 0 <= at < len(rows) and at not in done:
                stretch[side].append(at)
                at += step
        if all(stretch):
            found.append((stretch[0][::step], stretch[1][::step]))
    return found


def _alike(
    old: Sequence[DraftParagraph], new: Sequence[DraftParagraph], ones: list[int], others: list[int]
) -> list[tuple[int, int]]:
    """Those of two stretches that are one paragraph reworded, the most alike first."""
    if len(ones) * len(others) > _MOST_PAIRS:
        tried = list(zip(ones, others, strict=False))
    else:
        tried = [(a, b) for a in ones for b in others]
    bags = {("old", n): _bag(old[n].text) for n in ones} | {("new", n): _bag(new[n].text) for n in others}
    rated = []
    for n, (a, b) in enumerate(tried):
        one, other = bags["old", a], bags["new", b]
        total = one.total() + other.total()
        likeness = 2 * (one & other).total() / total if total else 0.0
        if likeness >= _ALIKE:
            rated.append((-likeness, n, a, b))
    return [(a, b) for _, _, a, b in sorted(rated)]


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _in_place(pairs: dict[int, int]) -> set[int]:
    """The paragraphs that kept their order: the longest row of them; all others moved."""
    order = sorted(pairs)
    tails: list[int] = []  # of the best row of each length: the place of its last in the new draft
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for n in order:
        length = bisect_left(tails, pairs[n])
        before[n] = ends[length - 1] if length else None
        tails[length : length + 1] = [pairs[n]]
        ends[length : length + 1] = [n]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _told(was: DraftParagraph, now: DraftParagraph, is_moved: bool) -> Change:
    if was.text != now.text:
        return Change(Kind.CHANGED, was, now, is_moved)
    return Change(Kind.MOVED if is_moved else Kind.SAME, was, now, is_moved)


def _added(paragraph: DraftParagraph) -> Change:
    return Change(Kind.ADDED, None, paragraph)


# -- words -------------------------------------------------------------------------------------------------------------


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _kept(tokens: Sequence[str]) -> Run:
    words = "".join(tokens)
    return Run(words, words)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of the same sort that stand beside each other as one; a blank between two changes belongs to them."""
    found: list[Run] = []
    for run in runs:
        if len(found) > 1 and _differs(run) and _is_blank(found[-1]) and _differs(found[-2]):
            blank = found.pop()
            found[-1] = Run(found[-1].was + blank.was, found[-1].now + blank.now)
        if found and _differs(found[-1]) == _differs(run):
            found[-1] = Run(found[-1].was + run.was, found[-1].now + run.now)
        else:
            found.append(run)
    return found


def _differs(run: Run) -> bool:
    return run.was != run.now


def _is_blank(run: Run) -> bool:
    return run.was == run.now and run.was.isspace()


def _in_brackets(run: Run) -> str:
    if run.was == run.now:
        return run.now
    was, now = run.was.strip(), run.now.strip()
    lead = " " if (run.now or run.was)[:1].isspace() else ""
    tail = " " if (run.now or run.was)[-1:].isspace() and (was or now) else ""
    if was and now:
        return f"{lead}[{was} → {now}]{tail}"
    if was:
        return f"{lead}[taken out: {was}]{tail}"
    return f"{lead}[put in: {now}]{tail}" if now else run.now
