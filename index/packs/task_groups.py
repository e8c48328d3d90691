"""Task and finish groups that a pack names: set up by a minute, reporting, or only mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.packs.lines import Line
from index.packs.models import Minute, Resolution, Segment, SegmentKind, TaskGroup

_TF = r"(?:task\s?(?:and|&)\s?finish|T\s?(?:&|and|\+)\s?F)"
_GROUP = re.compile(rf"{_TF}(?: working| review)?(?: groups?)?\b", re.IGNORECASE)
_CAPITALS = r"(?<![\w’'&-])[A-Z][\w’'&-]{0,40}"
_NAMED = re.compile(
    rf"((?:{_CAPITALS}|\b\d{{4}})(?:,?\s+(?:[A-Z][\w’'&-]{{0,40}}|of|in|and|for|on|to|with|the|a)){{0,11}}?)\s+"
    rf"{_TF}(?: groups?)?\b"
)
_WHOLE = re.compile(rf"(?!to |that |as )([A-Z][^.,;:]{{3,80}}?)\s+{_TF}(?: groups?)?", re.IGNORECASE)
_ABOUT = re.compile(
    rf"(?P<group>{_TF}\s+groups?)\s+(?:is |was |be |to be )?"
    r"(?P<made>(?:set up|established|created|formed|convened)\s+)?"
    r"(?P<verb>considering|on|looking at|to look (?:at|into)|into|examining|regarding|for|about|"
    r"to (?:consider|investigate|examine|review|explore))\s+(?P<topic>[^.,;:()]{4,110})",
    re.IGNORECASE,
)
_TOPIC_ENDS = re.compile(
    r"\s+(?:be|is|are|was|were|comprising|consisting|made up|with (?:councill|cllr|the following)|and (?:to )?report|"
    r"and (?:that|asked|agreed))\b",
    re.IGNORECASE,
)
_SETS_UP = re.compile(
    r"\b(?:creat(?:e|es|ed|ing|ion)\b|establish|set(?:ting|s)? up\b|form(?:s|ed|ing)?\b|appoint|conven|commissioned\b)",
    re.IGNORECASE,
)
_PERSON = r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr)\b"
_MEMBERS = re.compile(
    rf"\(((?:members?(?:hip)?:?\s*)?{_PERSON}[^()]{{0,400}}(?:\([^()]{{0,80}}\)[^()]{{0,400}}){{0,12}})\)\s*\.?$"
)
_COMPRISING = re.compile(
    r"\b(?:comprising|comprise|consisting|consist|made up|membership|members?|with)\s*"
    rf"(?:of|being|to be|are|is|as|:)?\s*(?:of\s+)?(?:the following[^:]{{0,40}}:\s*)?({_PERSON}[^.;:]{{3,400}})",
    re.IGNORECASE,
)
_APPOINTED = re.compile(
    rf"(?:RESOLVED )?(?:That )?({_PERSON}[^.;:]{{3,500}}?)\s+(?:be|are|were)\s+(?:appointed|nominated|elected)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"members of the {_TF}(?: group)?.{{0,80}}\b(?:were|are|was|is)\b.{{0,40}}:|"
    rf"{_TF} group.{{0,80}}\bmembers(?:hip)?\b.{{0,60}}:|membership of the.{{0,80}}:|"
    rf"{_TF} group (?:comprised|consisted|was made up).{{0,40}}:",
    re.IGNORECASE,
)
_MOST_COMPARED = 100  # a pack names a handful; beyond this only groups of the very same name are put together
_TITLED = re.compile(r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Prof|Rev)\b\.?")
_STOP = frozenset(
    "the of in and for on to a an with children childrens service services members membership meeting "
    "group task finish report briefing agreed new considering examining looking extent".split()
)
_LEADING = frozenset("the of in and for on to a an with this that task group members membership new".split())
_ABOUT_A_REPORT = re.compile(
    r"(?:(?:final|draft|interim|progress|update)\s+)?(?:recommendations?|report|update|progress|feedback|findings|briefing)"
    r"(?:\s+(?:report|update|note))?\s+(?:from|of|on|by)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def task_groups(
    lines: Sequence[Line], segments: Sequence[Segment], minutes: Sequence[Minute], resolutions: Sequence[Resolution]
) -> list[TaskGroup]:
    """Every group the pack names, once, with its members where they are said."""
    found = _Groups()
    for group in (*_set_up(minutes, resolutions), *_reporting(lines, segments), *_mentioned(lines)):
        found.add(group)
    return found.groups


def people_in(text: str) -> list[str]:
    """The names of a list such as "Councillors A Okoro, M Bell, and S Nair and Mr T Lowe", each with its title."""
    names: list[str] = []
    title = ""
    for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|;\s*", text.strip(" .")):
        part = part.strip()
        if not part:
            continue
        match = _TITLED.match(part)
        if match:
            title = (
                re.sub(r"s$", "", match[0].rstrip("."))
                if match[0].lower().startswith(("councillors", "cllrs"))
                else match[0]
            )
            bare = part[match.end() :].strip()
            names.append(f"{title} {bare}".strip())
        elif re.match(r"(?:co-?\s?opted|chair|deputy|representative|church)\b", part, re.I) and names:
            names[-1] = f"{names[-1]}, {part}"
        elif len(part.split()) >= 2 and part.split()[0][1:].islower() and len(part.split()[0]) > 1:
            names.append(part)  # a full name of its own, such as a co-opted member's
        else:
            names.append(f"{title} {part}".strip())
    return names


def _set_up(minutes: Sequence[Minute], resolutions: Sequence[Resolution]) -> list[TaskGroup]:
    """The groups that decisions set up: named in the decision itself, or one by one in the list below it."""
    titles = {str(m.number): m.title for m in minutes}
    found: list[TaskGroup] = []
    stem: Resolution | None = None
    for row in resolutions:
        if row.source_kind != "minute":
            continue
        number = re.match(r"\d+", row.source_ref)
        facts = {
            "minute_number": number[0] if number else row.source_ref,
            "minute_title": titles.get(number[0] if number else "", ""),
            "resolution_line": row.line,
            "lines": [row.line],
        }
        names_one = bool(_GROUP.search(row.text))
        if row.level == 1 or names_one:
            sets_up = names_one and bool(_SETS_UP.search(row.text))
            opens_list = row.text.rstrip().endswith(":")
            stem = row if sets_up and opens_list else None
            appointed = _APPOINTED.match(row.text) if names_one else None
            if not opens_list and (sets_up or appointed):
                name = _name_in(row.text)
                if name:
                    found.append(TaskGroup(name=name, members=_members_in(row.text), resolution=row.text, **facts))
        elif stem is not None:
            who = _MEMBERS.search(row.text)
            name = (row.text[: who.start()] if who else re.split(r"\s[–—-]\s(?=Councill|Cllr)", row.text)[0]).strip(
                " -–:."
            )
            if name:
                members = _members_in(row.text)
                found.append(TaskGroup(name=name, members=members, resolution=f"{stem.text} {row.text}", **facts))
    return found


def _name_in(text: str) -> str:
    """The name of the group that a decision sets up, or its topic in the decision's own words."""
    for match in _NAMED.finditer(text):
        name = _trim(match[1])
        if content(name):
            return f"{name}{text[match.end(1) : match.end()]}"
    about = _ABOUT.search(text)
    if about is None:
        return ""
    return _about(about)


def _about(match: re.Match[str]) -> str:
    topic = _TOPIC_ENDS.split(match["topic"])[0].strip()
    if match["made"]:
        return f"{topic[:1].upper()}{topic[1:]} Task and Finish Group"
    return f"{match['group']} {match['verb']} {topic}"


def _members_in(text: str) -> list[str] | None:
    """Who serves, where a decision says so."""
    for pattern in (_APPOINTED, _MEMBERS, _COMPRISING):
        match = pattern.match(text) if pattern is _APPOINTED else pattern.search(text)
        if match:
            who = re.sub(r"^members?(?:hip)?:?\s*", "", match[1], flags=re.IGNORECASE)
            return people_in(re.split(r"\s+(?:be|as)\s+(?:appointed|its|the)\b", who)[0])
    dashed = re.search(rf"\s[–—-]\s({_PERSON}.{{3,300}})$", text)
    return people_in(dashed[1]) if dashed else None


def _reporting(lines: Sequence[Line], segments: Sequence[Segment]) -> list[TaskGroup]:
    found = []
    for segment in segments:
        if segment.kind is not SegmentKind.BRIEFING_NOTE or not segment.title or not _GROUP.search(segment.title):
            continue
        match = _GROUP.search(segment.title)
        name = segment.title[: match.end()].strip() if match else segment.title
        found.append(TaskGroup(name=name, members=_listed(lines[segment.start_line - 1 : segment.end_line]), lines=[]))
    return found


def _listed(lines: Sequence[Line]) -> list[str] | None:
    for n, line in enumerate(lines):
        if _LIST.search(line.text):
            names: list[str] = []
            for below in lines[n + 1 : n + 16]:
                if not below.text:
                    if names:
                        break
                    continue
                if re.match(r"\d+\.\d", below.text) or not (below.is_bullet or _TITLED.match(below.text)):
                    break
                names.append(below.text)
            return names or None
    return None


def _mentioned(lines: Sequence[Line]) -> Iterator[TaskGroup]:
    for line in lines:
        for text in line.cells or (line.text,):
            if not _GROUP.search(text):
                continue
            whole_cell = _WHOLE.fullmatch(text)
            for match in [whole_cell] if whole_cell else _NAMED.finditer(text):
                name = match[1] if whole_cell else _trim(match[1])
                name = _ABOUT_A_REPORT.sub("", name, count=1) or name
                if content(name):
                    yield TaskGroup(name=f"{name}{text[match.end(1) : match.end()]}", lines=[line.number])
            for match in _ABOUT.finditer(text):
                if content(match["topic"]) and not match["made"]:
                    yield TaskGroup(name=_about(match), lines=[line.number])


def _trim(name: str) -> str:
    """A name without the words before it: from its first capital on, small words at the front dropped."""
    words = name.split()
    while words and (words[0].casefold() in _LEADING or words[0][0].islower()):
        words.pop(0)
    return " ".join(words)


def content(name: str) -> frozenset[str]:
    """The words of a group's name that tell it from another."""
    words = (re.sub(r"['’]s$", "", w).strip("().,’'") for w in _GROUP.sub(" ", name).casefold().split())
    return frozenset(w for w in words if len(w) > 2 and w not in _STOP)


@dataclass
class _Known:
    """One group with every name and line under which it was found."""

    first: TaskGroup
    members: list[str] | None
    names: list[str]
    lines: set[int]
    contents: list[frozenset[str]]

    def whole(self) -> TaskGroup:
        """The group as a record."""
        return self.first.model_copy(
            update={"members": self.members, "aka": self.names[1:], "lines": sorted(self.lines)}
        )


class _Groups:
    """The groups found so far; one that is named in another way, or said again, is put with the one that is there."""

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._by_name: dict[str, _Known] = {}

    @property
    def groups(self) -> list[TaskGroup]:
        """Every group once, in the order in which they were found."""
        return [known.whole() for known in self._known]

    def add(self, group: TaskGroup) -> None:
        """Put a group with the one it is, else behind the others."""
        name, words = group.name.casefold(), content(group.name)
        known = self._by_name.get(name) or self._same(words, decided=bool(group.resolution))
        if known is None:
            known = _Known(group, group.members, [group.name], set(group.lines), [words])
            self._known.append(known)
            self._by_name[name] = known
            return
        known.lines.update(group.lines)
        if name not in self._by_name:
            self._by_name[name] = known
            known.names.append(group.name)
            known.contents.append(words)
        if known.members is None:
            known.members = group.members

    def _same(self, words: frozenset[str], *, decided: bool) -> _Known | None:
        for known in self._known[:_MOST_COMPARED]:
            if decided and known.first.resolution:
                continue  # two decisions set up two groups, however alike their names
            if any(_alike(words, other) for other in known.contents[:8]):
                return known
        return None


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)
