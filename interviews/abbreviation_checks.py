"""Abbreviations in the group's own words: not spelt out, or too late, or in two ways; and two spellings of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from interviews.gaps import listed
from interviews.own_words import OwnWords
from interviews.remark import About, Remark, remarked
from interviews.review import Review

# Known to every reader of a council's report, and numerals.
_KNOWN = frozenset(
    "NHS GP GPS UK EU US USA A&E MP MPS BBC IT HR TV AM PM PDF FAQ FAQS Q&A VAT OK CCTV DVD ID PIN PE PC PCS CV AD BC "
    "NB COVID OFSTED UNICEF CD SOS RESOLVED DIY ICT SMS USB PO II III IV VI VII VIII IX XI XII XIII XIV XV XVI".split()
)
_SHORT = re.compile(
    r"(?<![\w&+/-])([A-Z]{2,7}|[A-Z]\s?[&+]\s?[A-Z]{1,3}|[A-Z]{1,3}&[A-Z]{1,3})(?:['’]?s)?(?![\w&+]|-\d)"
)
_SMALL = frozenset("of and the for in to on a an with or &".split())
_MOST_WORDS = 9
_IN_FULL = re.compile(
    r"\s*\((?!\s*(?:see\b|appendix|paragraph|section|finding|recommendation|[^()]{0,9}\)))[^()]*[a-z][^()]*\)"
)


class _Use(NamedTuple):
    """An abbreviation where it stands: whether it is spelt out there, and the words if they are told."""

    place: OwnWords
    written: str
    full: str = ""
    is_spelt_out: bool = False


def abbreviation_remarks(
    review: Review, words: Sequence[OwnWords], expansions: Mapping[str, Collection[str]]
) -> Iterator[Remark]:
    """Remarks on the abbreviations of a report. ``expansions`` are those known from elsewhere, by abbreviation."""
    uses = _uses(words)
    named = {p.short_name: p.name for p in review.partners if p.short_name and p.name != p.short_name}
    for short, found in uses.items():
        known = [*_whole(named.get(short)), *expansions.get(short, ())]
        yield from _spelt_out(short, found, _as_written(known[0], words) if known else "")
        yield from _twice(short, found)
        yield from _two_spellings(found)


def _whole(name: str | None) -> list[str]:
    return [name] if name else []


def _uses(words: Sequence[OwnWords]) -> dict[str, list[_Use]]:
    """Each abbreviation → where it is used, in the order of the report."""
    found: dict[str, list[_Use]] = {}
    for place in words:
        for line in place.text.splitlines():
            if line.isupper():
                continue  # a heading in capitals
            for match in _SHORT.finditer(line):
                short = match[1].replace(" ", "")
                if short.upper() in _KNOWN or match[0].rstrip("s").upper() in _KNOWN:
                    continue
                full = _full_before(line, match, short)
                told = bool(full) or bool(_IN_FULL.match(line, match.end()))
                found.setdefault(short.replace("+", "&"), []).append(_Use(place, short, full, told))
    return found


def _full_before(line: str, match: re.Match[str], short: str) -> str:
    """The words for which an abbreviation in brackets stands right behind them: "further action (NFA)"."""
    if line[: match.start()].rstrip()[-1:] != "(" or not line[match.end() :].lstrip().startswith((")", ",", ";", "/")):
        return ""
    before = re.findall(r"[\w'’&-]+|[.;:()]", line[: match.start()].rstrip().removesuffix("(")[-200:])
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    for count in range(1, min(_MOST_WORDS, len(before)) + 1):
        taken = before[-count:]
        if re.fullmatch(r"[.;:()]", taken[0]):
            break
        parts = [part for word in taken for part in re.split(r"-", word) if part]
        telling = [part[0].casefold() for part in parts if part.casefold() not in _SMALL]
        every = [part[0].casefold() for part in parts]
        # One word more may follow that the letters leave out: "Task and Finish Group (T&F)".
        if any(
            initials[: len(letters)] == letters and len(initials) <= len(letters) + 1 for initials in (telling, every)
        ):
            return " ".join(taken)
    run = re.search(
        r"(?:[A-Z][\w'’-]*\s+(?:(?:of|and|the|for|in|to|&)\s+)*)+[A-Z][\w'’-]*$", " ".join(before[-_MOST_WORDS:])
    )
    return run[0] if run and run[0][0].casefold() == letters[0] else ""


def _as_written(full: str, words: Sequence[OwnWords]) -> str:
    """A meaning with the capitals that the report gives it, where it has it somewhere."""
    pattern = re.compile(r"\b" + r"[\s,-]+".join(map(re.escape, re.findall(r"[^\W_]+", full))) + r"\b", re.IGNORECASE)
    found = (match[0] for place in words for match in pattern.finditer(place.text))
    return max(found, key=lambda form: sum(letter.isupper() for letter in form), default=full)


def _spelt_out(short: str, found: Sequence[_Use], known: str) -> Iterator[Remark]:
    first = found[0]
    if first.is_spelt_out:
        return
    later = next((use for use in found if use.is_spelt_out), None)
    full = later.full if later and later.full else known
    write = f"write “{full} ({short})”" if full else "say there what it stands for"
    if later is not None:
        text = (
            f"{short} is used in {first.place.where} before it is spelt out ({later.place.where}): {write} at its "
            "first use."
        )
    else:
        times = f", and {len(found) - 1} more time{'' if len(found) == 2 else 's'}" if len(found) > 1 else ""
        text = f"{short} is never spelt out; it is first used in {first.place.where}{times}: {write}."
    yield remarked(
        About.ABBREVIATIONS, text, first.place.table, first.place.record_id, "not spelt out", short, whole=True
    )


def _twice(short: str, found: Sequence[_Use]) -> Iterator[Remark]:
    """Spelt out in two ways; hyphens and capitals make no difference."""
    forms: dict[str, _Use] = {}
    for use in found:
        if use.full:
            forms.setdefault(" ".join(re.findall(r"\w+", use.full.casefold())), use)
    if len(forms) > 1:
        ways = listed([f"“{use.full}” ({use.place.where})" for use in forms.values()])
        last = list(forms.values())[-1].place
        text = f"{short} is spelt out in {len(forms)} ways: {ways}. Choose one."
        yield remarked(About.ABBREVIATIONS, text, last.table, last.record_id, "two meanings", short, *forms, whole=True)


def _two_spellings(found: Sequence[_Use]) -> Iterator[Remark]:
    """T&F in one place and T+F in another."""
    forms = Counter(use.written for use in found)
    if len(forms) < 2:
        return
    rarest = forms.most_common()[-1][0]
    place = next(use.place for use in found if use.written == rarest)
    ways = listed([f"“{written}”" for written in sorted(forms)])
    text = f"{ways} are one abbreviation in two spellings ({rarest} in {place.where}): choose one."
    matter = ("two spellings", *sorted(forms))
    yield remarked(About.ABBREVIATIONS, text, place.table, place.record_id, *matter, whole=True)
