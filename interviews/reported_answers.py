"""Which findings of a report answer which line of enquiry, proposed by the words that they share.

A report seldom says which question a finding answers. Where a finding shares two or more distinctive words with a line
it is proposed as an answer to it; somebody who reads both decides. A distinctive word is one that is rare in the
report: a word that stands in a quarter of the findings tells nothing about any of them. Words count alike in all their
forms ("allocated", "allocation"); an abbreviation is the same as the name for which it stands, and counts as two words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from groups.enquiry import EnquiryLine, Placed
from groups.finding import Finding, FindingKind, in_order
from interviews.interview import askable
from interviews.review import Review

_SHARED = 2  # so many distinctive words make a proposal
_OF_ABBREVIATION = 2  # words that an abbreviation counts for: it stands for as many at least
_COMMON = 4  # a word in more than one finding of so many tells nothing ...
_ALWAYS_RARE = 3  # ... unless it stands in no more than this many

# Words that stand in any question and any finding; they are no subject.
EMPTY_WORDS = frozenset(
    """
    a about across after again all also although always an and any anyone anything are around as at back be became
    because become been before being below best better between both but by can cannot come could did do does doing done
    down due during each either else enough etc even ever every few first for from further generally get gets getting
    give given gives go goes good had has have having he her here him his how however if in into is it its itself just
    know last least less let like made main make makes making many may me might more most much must my near need needed
    needs neither never next no none nor not nothing now of off often on once one only onto or other others our out over
    own part particular per quite rather really regard regarding relation said same say says see seem seems seen set
    several shall she should since so some someone something sometimes still such take taken takes term terms than that
    the their them themselves then there therefore these they thing things this those though three through thus to
    together too two under until up upon us use used useful uses using very want was way ways we well were what
    whatever when where whether which while who whole whom whose why will with within without would yet you your
    happen happens happening place look looking issue issues currently particularly specifically i.e e.g
    """.split()
)
# The endings that are cut off, longest first; four letters are left at least. Snowball's stemmer, made for searching,
# takes police and policy for one word, and priority and prioritised for two.
_ENDINGS = (
    *("isations", "isation", "ations", "ation", "ements", "ating", "ement", "ated", "ates", "ising", "ised", "ises"),
    *("ments", "ment", "ingly", "ness", "ings", "ions", "ing", "ion", "ial", "ers", "ied", "ate", "ise", "ed", "es"),
    *("er", "al", "ly", "s", "e"),
)
_SHORTEST_STEM = 4
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z&]{2,}\b")
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*")
_LINKING = frozenset(("of", "and", "the", "for", "in", "to"))


class Proposed(NamedTuple):
    """A finding that may answer a line, and the words of the line that it has, as the line writes them."""

    finding: Finding
    words: tuple[str, ...]


class ReportedAnswer(NamedTuple):
    """What a report says on one line.

    ``answers`` are the proposed findings. ``touches`` are findings of one partner of which none has two words of the
    line, but which have two or more between them: the report comes near the line and says nothing on it.
    """

    place: Placed
    answers: tuple[Proposed, ...]
    touches: tuple[Proposed, ...] = ()

    def by_partner(self) -> dict[str, list[Finding]]:
        """The proposed findings of each partner; those of the report itself stand under an empty id."""
        found: dict[str, list[Finding]] = {}
        for proposed in self.answers:
            found.setdefault(_teller(proposed.finding), []).append(proposed.finding)
        return found


def is_reported(review: Review) -> bool:
    """Whether a review is known by its report alone: there are findings, and no note or passage on any line."""
    on_lines = any(n.line_id for n in review.notes) or any(p.line_id for p in review.passages)
    return bool(review.findings) and bool(review.enquiry) and not review.notes and not on_lines


def reported_answers(lines: Iterable[EnquiryLine], findings: Iterable[Finding]) -> list[ReportedAnswer]:
    """For each line that can be asked, in order, the findings that answer it by their words."""
    told = [f for f in in_order(findings) if f.kind is not FindingKind.LIMIT]
    places = askable(lines)
    spelt_out = abbreviations([*(p.line.text for p in places), *(f.text for f in told)])
    said = {f.id: telling_stems(f.text, spelt_out) for f in told}
    spread = Counter(stem for stems in said.values() for stem in stems)
    most = max(len(told) / _COMMON, _ALWAYS_RARE)
    found = []
    for place in places:
        wanted = {s: word for s, word in telling_stems(place.line.text, spelt_out).items() if spread[s] <= most}
        near = [
            Proposed(finding, tuple(word for each, word in wanted.items() if each in shared))
            for finding in told
            if (shared := wanted.keys() & said[finding.id].keys())
        ]
        answers = tuple(p for p in near if _weight(p.words) >= _SHARED)
        found.append(ReportedAnswer(place, answers, () if answers else _touching(near)))
    return found


def _touching(near: Sequence[Proposed]) -> tuple[Proposed, ...]:
    """The findings of those partners whose findings have two words of the line between them."""
    words: dict[str, set[str]] = {}
    for proposed in near:
        words.setdefault(_teller(proposed.finding), set()).update(proposed.words)
    return tuple(
        p for p in near if p.finding.kind is FindingKind.BY_PARTNER and _weight(words[_teller(p.finding)]) >= _SHARED
    )


def _weight(words: Iterable[str]) -> int:
    """How many words these are, an abbreviation counted as the words for which it stands."""
    return sum(_OF_ABBREVIATION if _ABBREVIATION.fullmatch(word) else 1 for word in words)


def _teller(finding: Finding) -> str:
    return finding.partner_id if finding.kind is FindingKind.BY_PARTNER else ""


# -- words -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of a word have in common: "allocated", "allocates" and "allocation" have one stem."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'").replace("'", "")
    plain = re.sub(r"ies$", "y", plain.replace("iz", "is"))
    plain = re.sub(r"ity$", "it", plain)  # priority as prioritised; policy stays apart from police
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            plain = plain[: -len(ending)]
            break
    return plain[:-1] if len(plain) > _SHORTEST_STEM and plain[-1] == plain[-2] else plain


def abbreviations(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The abbreviations in use whose words stand somewhere in full: "RHRT" → right, help, right, time."""
    rows = list(texts)
    used = {short for text in rows for short in _ABBREVIATION.findall(text)}
    found: dict[str, tuple[str, ...]] = {}
    for text in rows:
        for names in _runs_of_names(text):
            for start in range(len(names)):
                for end in range(start + 2, len(names) + 1):
                    initials = "".join(name[0] for name in names[start:end])
                    if initials in used:
                        found.setdefault(initials, tuple(name.casefold() for name in names[start:end]))
    return found


def _runs_of_names(text: str) -> list[list[str]]:
    """Words with a capital that follow each other, small linking words between them left out."""
    runs: list[list[str]] = []
    fresh = True
    for word in re.findall(r"[\w'’-]+|[.;:?!()\n]", text):
        if _CAPITALISED.fullmatch(word) and not word.isupper():
            if fresh:
                runs.append([])
            runs[-1].append(word)
            fresh = False
        elif word.casefold() not in _LINKING or fresh:
            fresh = True
    return [run for run in runs if len(run) > 1]


def telling_stems(text: str, spelt_out: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The stem of each telling word of a text → the word as it is written there; what an abbreviation means is it."""
    found: dict[str, str] = {}
    left = text
    for short, words in spelt_out.items():
        # The words of a name tell nothing one by one: only the whole name is what is spoken of.
        pattern = r"\b" + r"\W+(?:(?:of|and|the|for|in|to)\W+)*".join(map(re.escape, words)) + r"\b"
        shorter, count = re.subn(pattern, " ", left, flags=re.IGNORECASE)
        if count or re.search(rf"\b{re.escape(short)}\b", left):
            found[short] = short
            left = re.sub(rf"\b{re.escape(short)}\b", " ", shorter)
    for word in _LETTERS.findall(left):
        if word.isupper() and len(word) > 1:
            found[word] = word
        elif len(word) > 2 and word.casefold() not in EMPTY_WORDS:
            found.setdefault(stem(word), word)
    return found
