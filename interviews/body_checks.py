"""Bodies written two ways in the report: "Children Services", a board without one of its words, a slip in a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from groups.recommendation import RecommendationState
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.name_checks import one_letter_off
from interviews.own_words import OwnWords
from interviews.remark import About, Remark, remarked
from interviews.review import Review

_SMALL = frozenset("of and the for in to on a an with at".split())
_FEWEST = 3  # words that a name has at least, so that one that differs means something
_SHORTEST = 6
# Capitalised in names of bodies, and words of their own.
_ORDINARY = frozenset(
    "academy academies accord action adult adults agency agencies annual assessment attendance authority authorities "
    "board boards cabinet centre child children church city council councillor councillors county department director "
    "diocese education england english family families finance forum group groups health improvement information "
    "inspection leader learning manager managers meeting member members ministry national office officer officers "
    "panel parent parents partner partners partnership plan police policy primary principal private public region "
    "report review safeguarding school schools scrutiny secondary section secretary service services social strategy "
    "support survey teacher teachers team teams training trust university village visitor visitors working young "
    "january february march april august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday autumn spring summer winter".split()
)
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*['’]?|&")


class _Body(NamedTuple):
    """A name of the record, where it stands, and its words."""

    name: str
    where: str
    table: str
    record_id: str
    words: tuple[str, ...]


class _Token(NamedTuple):
    written: str
    plain: str
    start: int
    end: int


def body_remarks(review: Review, words: Sequence[OwnWords]) -> Iterator[Remark]:
    """Remarks on how bodies are written in a report, and the group's own title."""
    bodies = list(_bodies(review))
    yield from _in_the_record(bodies)
    yield from _in_the_words(bodies, words)
    yield from _slips(bodies, words)


def _bodies(review: Review) -> Iterator[_Body]:
    group = review.group
    named: list[tuple[str, str, str, str]] = [(group.title, "the title", "groups", group.id)]
    named += [(board, "the group's board", "groups", group.id) for board in group.boards]
    named += [
        (p.name, "the partners", "partners", p.id) for p in sorted(review.partners, key=lambda p: (p.position, p.id))
    ]
    numbers = recommendation_numbers(review.recommendations)
    for row in sorted(review.recommendations, key=lambda r: (r.position, r.id)):
        if row.state is not RecommendationState.DROPPED:
            named.append((row.addressee, f"recommendation {numbers[row.id]}", "recommendations", row.id))
    seen: set[str] = set()
    for name, where, table, record_id in named:
        plain = re.sub(r"\([^()]*\)|\b(?:task (?:and|&) finish(?: group)?)\b", " ", name, flags=re.IGNORECASE)
        written = " ".join(plain.split()).removeprefix("the ").removeprefix("The ")
        tokens = tuple(token.plain for token in _tokens(written))
        if written and written not in seen:
            seen.add(written)
            yield _Body(written, where, table, record_id, tokens)


def _tokens(text: str) -> list[_Token]:
    return [_Token(found[0], _plain(found[0]), *found.span()) for found in _TOKEN.finditer(text)]


def _plain(word: str) -> str:
    return "and" if word == "&" else word.casefold().replace("'", "").replace("’", "")


def _in_the_record(bodies: Sequence[_Body]) -> Iterator[Remark]:
    for place, one in enumerate(bodies):
        for other in bodies[:place]:
            if _is_long(other) and (_is_variant(other.words, one.words) or _apostrophes_differ(other.name, one.name)):
                yield _two_ways(other, one.name, one.where, one.table, one.record_id)


def _in_the_words(bodies: Sequence[_Body], words: Sequence[OwnWords]) -> Iterator[Remark]:
    whole = {body.words for body in bodies}
    long = [body for body in bodies if _is_long(body)]
    first: dict[str, list[_Body]] = {}
    for body in long:
        first.setdefault(body.words[0], []).append(body)
    for place in words:
        tokens = _tokens(place.text)
        for at, token in enumerate(tokens):
            if token.plain not in first or not token.written[0].isupper():
                continue
            for body in first[token.plain]:
                found = _variant_at(body, tokens, at, place.text, whole)
                if found:
                    yield _two_ways(body, found, place.where, place.table, place.record_id)


def _variant_at(body: _Body, tokens: Sequence[_Token], at: int, text: str, whole: set[tuple[str, ...]]) -> str:
    """The variant of a name that begins at a word; nothing where it is the name, or another one of the record."""
    size = len(body.words)
    if tuple(token.plain for token in tokens[at : at + size]) == body.words:
        written = text[tokens[at].start : tokens[at + size - 1].end]
        return written if _apostrophes_differ(body.name, written) else ""
    for length in (size, size - 1, size + 1):
        taken = tokens[at : at + length]
        plain = tuple(token.plain for token in taken)
        if len(taken) != length or plain in whole or not _is_variant(body.words, plain):
            continue
        written = text[taken[0].start : taken[-1].end]
        is_name = all(token.written[0].isupper() or token.plain in _SMALL or token.written == "&" for token in taken)
        if is_name and not re.search(r"[.;:!?\n]", written):
            return " ".join(written.split())
    return ""


def _is_long(body: _Body) -> bool:
    return len([word for word in body.words if word not in _SMALL]) >= _FEWEST


def _is_variant(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have the same first and last word, and one word between them is missing or a little other."""
    if tuple(one) == tuple(other) or min(len(one), len(other)) < _FEWEST:
        return False
    if (one[0], one[-1]) != (other[0], other[-1]):
        return False
    if len(one) == len(other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(pairs) == 1 and _is_alike(*pairs[0])
    short, long = sorted((list(one), list(other)), key=len)
    if len(long) != len(short) + 1:
        return False
    left = next(n for n in range(len(long)) if n == len(short) or long[n] != short[n])
    return long[:left] + long[left + 1 :] == short and long[left] not in _SMALL


def _is_alike(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s") or (
        min(len(one), len(other)) >= _SHORTEST and one_letter_off(one, other)
    )


def _apostrophes_differ(one: str, other: str) -> bool:
    a, b = ([t.written.replace("’", "'") for t in _tokens(name)] for name in (one, other))
    return [_plain(w) for w in a] == [_plain(w) for w in b] and any(
        x.casefold() != y.casefold() and {x, y} != {"&", "and"} for x, y in zip(a, b, strict=True)
    )


def _two_ways(body: _Body, written: str, where: str, table: str, record_id: str) -> Remark:
    text = f"“{body.name}” ({body.where}) and “{written}” ({where}) seem to be one: write the name one way."
    matter = ("two names", *sorted((body.name, written)))
    return remarked(About.NAMES, text, table, record_id, *matter, whole=True)


# -- slips in names that are no words ----------------------------------------------------------------------------------


def _slips(bodies: Sequence[_Body], words: Sequence[OwnWords]) -> Iterator[Remark]:
    """Two names of one word, or in one word, that differ by a letter and are never written small."""
    small: set[str] = set()
    names: Counter[str] = Counter()
    written: dict[str, tuple[str, OwnWords]] = {}
    for place in words:
        for token in _tokens(place.text):
            if token.written[0].islower():
                small.add(token.plain)
            elif len(token.plain) >= _SHORTEST and re.search(
                r"[\w,)] $", place.text[max(0, token.start - 2) : token.start]
            ):
                names[token.plain] += 1
                written.setdefault(token.plain, (token.written, place))
    known = {word for body in bodies for word in body.words if len(word) >= _SHORTEST}
    candidates = {name for name in {*names, *known} if name not in small and name not in _ORDINARY}
    by_start: dict[str, list[str]] = {}
    for name in sorted(candidates):
        by_start.setdefault(name[:2], []).append(name)
    for alike in by_start.values():
        for place_of, one in enumerate(alike):
            for other in alike[place_of + 1 :]:
                if one.rstrip("s") != other.rstrip("s") and one_letter_off(one, other):
                    rare, common = sorted((one, other), key=lambda n: (n in known, names[n]))
                    if rare in written and rare not in known:
                        yield _slip(written[rare], common, written.get(common, (common.capitalize(), None))[0])


def _slip(rare: tuple[str, OwnWords], common: str, shown: str) -> Remark:
    name, place = rare
    text = f"{place.at_start} has “{name}”: is “{shown}” meant, as elsewhere?"
    return remarked(About.NAMES, text, place.table, place.record_id, "slip in a name", name, common)
