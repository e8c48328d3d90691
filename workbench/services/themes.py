"""Themes: making, naming, merging and nesting them, and putting them on notes and passages. One step of undo each.

A theme is what the group reads in a line, and no part of what was said: a confirmed note takes one as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from interviews.interview import Note
from interviews.partner import partner_list
from interviews.passage import MarkedPassage
from interviews.review import Review
from interviews.theme import Theme, called, depths, having, in_order, possible_parents, retagged, with_those_under
from workbench.services.called import one_called
from workbench.services.coverage import Said, said_in_notes, said_in_passages
from workbench.services.editing import NotAccepted
from workbench.services.notes import line_of
from workbench.workspace.workspace import Workspace

T = TypeVar("T", Note, MarkedPassage)


class NoSuchTheme(LookupError):
    """No theme answers to that name; the message says which there are."""


class ThemeRow(NamedTuple):
    """A theme in the list: how deep it stands, and on how many notes and passages it or one under it is."""

    theme: Theme
    depth: int
    used: int


def theme_rows(review: Review) -> list[ThemeRow]:
    """The themes of a review in order, each with its count."""
    deep = depths(review.themes)
    own: dict[str, set[str]] = {}
    tagged: list[Note | MarkedPassage] = [*review.notes, *review.passages]
    for each in tagged:
        for theme_id in each.theme_ids:
            own.setdefault(theme_id, set()).add(each.id)
    return [
        ThemeRow(
            theme,
            deep[theme.id],
            len(set().union(*(own.get(one, set()) for one in with_those_under(theme.id, review.themes)))),
        )
        for theme in in_order(review.themes)
    ]


def with_theme(theme_id: str, review: Review) -> list[Said]:
    """The notes and passages on which a theme or one under it is, interview by interview."""
    wanted = with_those_under(theme_id, review.themes)
    order = {i.id: n for n, i in enumerate(sorted(review.interviews, key=lambda i: (i.position, i.id)))}
    notes = sorted(having(wanted, review.notes), key=lambda n: (order.get(n.interview_id, 0), n.position, n.id))
    passages = sorted(having(wanted, review.passages), key=lambda p: (p.submission_id, p.position, p.id))
    return [*said_in_notes(notes, review), *said_in_passages(passages, review)]


def by_partner(theme_id: str, review: Review) -> list[tuple[str, int]]:
    """How often each partner spoke to a theme, the most first; a session with several counts for each of them."""
    wanted = with_those_under(theme_id, review.themes)
    with_whom = {i.id: i.partner_ids for i in review.interviews}
    sender = {s.id: s.partner_id for s in review.submissions}
    spoke: list[Sequence[str]] = [with_whom.get(n.interview_id, []) for n in having(wanted, review.notes)]
    spoke += [[sender.get(p.submission_id, "")] for p in having(wanted, review.passages)]
    names = {row.partner.id: row.partner.shown for row in partner_list(review.partners)}
    counts = dict.fromkeys(names, 0)
    unnamed = 0
    for partners in spoke:
        known = [p for p in dict.fromkeys(partners) if p in counts]
        unnamed += not known
        for partner in known:
            counts[partner] += 1
    found = sorted(((names[p], n) for p, n in counts.items() if n), key=lambda pair: -pair[1])
    return [*found, ("no partner named", unnamed)] if unnamed else found


def find_theme(workspace: Workspace, group_id: str, name: str) -> Theme:
    """The theme that a person means: by id, by name, or by the beginning of one. Raises NoSuchTheme."""
    return one_called(
        name,
        in_order(workspace.records.themes.find(group_id=group_id)),
        lambda theme: (theme.name,),
        NoSuchTheme,
        what="theme",
        shown=lambda theme: theme.name,
        instead="write more of the name",
    )


def add_theme(workspace: Workspace, group_id: str, name: str, *, parent_id: str = "") -> Theme:
    """Make a theme, behind the others. Raises NotAccepted without a name, for one that is there, or a wrong parent."""
    themes = workspace.records.themes
    with workspace.write(f"Make the theme {line_of(name)}"):
        rows = themes.find(group_id=group_id)
        _must_be_new(name, rows)
        if parent_id and parent_id not in {t.id for t in possible_parents("", rows)}:
            raise NotAccepted("It cannot stand there: that theme stands under another itself.")
        place = max((t.position for t in rows), default=0) + 1
        return themes.add(Theme(group_id=group_id, name=line_of(name), parent_id=parent_id, position=place))


def rename_theme(workspace: Workspace, theme: Theme, name: str) -> Theme:
    """Give a theme another name. Raises NotAccepted without one, and for the name of another theme: merge them."""
    themes = workspace.records.themes
    with workspace.write(f"Rename the theme {theme.name}"):
        _must_be_new(name, [t for t in themes.find(group_id=theme.group_id) if t.id != theme.id])
        return themes.save(themes.get(theme.id).model_copy(update={"name": line_of(name)}))


def nest_theme(workspace: Workspace, theme: Theme, parent_id: str) -> Theme:
    """Put a theme under another, or with an empty id under none. Raises NotAccepted where it cannot stand there."""
    themes = workspace.records.themes
    with workspace.write(f"Move the theme {theme.name}"):
        possible = possible_parents(theme.id, themes.find(group_id=theme.group_id))
        if parent_id and parent_id not in {t.id for t in possible}:
            raise NotAccepted(
                "It cannot stand there: themes have two levels, and one that holds others is on the first."
            )
        return themes.save(themes.get(theme.id).model_copy(update={"parent_id": parent_id}))


def move_theme(workspace: Workspace, theme: Theme, by: int) -> bool:
    """Move a theme up (by < 0) or down among those beside it; False where there is no place left."""
    themes = workspace.records.themes
    order = in_order(themes.find(group_id=theme.group_id))
    deep = depths(order)
    beside = [t for t in order if deep[t.id] == deep[theme.id] and (not deep[t.id] or t.parent_id == theme.parent_id)]
    here = next((n for n, t in enumerate(beside) if t.id == theme.id), -1)
    if here < 0 or not 0 <= here + by < len(beside):
        return False
    one, other = order.index(beside[here]), order.index(beside[here + by])
    order[one], order[other] = order[other], order[one]
    with workspace.write(f"Move the theme {theme.name} {'up' if by < 0 else 'down'}"):
        for place, row in enumerate(order, start=1):
            themes.save(row.model_copy(update={"position": place}))
    return True


def merge_themes(workspace: Workspace, theme: Theme, into: Theme) -> int:
    """Make one theme of two: what had ``theme`` has ``into``, what stood under it stands there, and it is binned.

    Returns on how many notes and passages it was. Raises NotAccepted for one theme with itself.
    """
    if theme.id == into.id:
        raise NotAccepted("Choose another theme to merge it into.")
    records = workspace.records
    with workspace.write(f"Merge the theme {theme.name} into {into.name}"):
        count = 0
        # What lies in the bin is changed as well: it may come back.
        for binned in (False, True):
            for note in having([theme.id], records.notes.find(group_id=theme.group_id, binned=binned)):
                records.notes.save(_with(note, retagged(note.theme_ids, {theme.id: into.id})))
                count += not binned
            for passage in having([theme.id], records.marked.find(group_id=theme.group_id, binned=binned)):
                records.marked.save(_with(passage, retagged(passage.theme_ids, {theme.id: into.id})))
                count += not binned
        into = records.themes.get(into.id)
        if into.parent_id == theme.id:
            into = records.themes.save(into.model_copy(update={"parent_id": ""}))
        for below in records.themes.find(group_id=theme.group_id, parent_id=theme.id):
            records.themes.save(below.model_copy(update={"parent_id": into.parent_id or into.id}))
        records.themes.bin(records.themes.get(theme.id))
    return count


def bin_theme(workspace: Workspace, theme: Theme) -> None:
    """Put a theme in the bin. What has it keeps it unseen, so that it comes back whole."""
    with workspace.write(f"Put the theme {theme.name} in the bin"):
        workspace.records.themes.bin(workspace.records.themes.get(theme.id))


def tag(
    workspace: Workspace,
    group_id: str,
    wanted: Mapping[str, bool],
    *,
    notes: Collection[str] = (),
    passages: Collection[str] = (),
    new: Sequence[str] = (),
) -> int:
    """Put themes on notes and passages (by id), and take others off: theme id → whether they are to have it.

    ``new`` are names of themes to make and put on them. Returns how many notes and passages were changed.
    """
    records = workspace.records
    with workspace.write(f"Say the themes of {counted(len(notes), len(passages))}"):
        themes = dict(wanted)
        for name in new:
            known = called(name, records.themes.find(group_id=group_id))
            themes[(known or add_theme(workspace, group_id, name)).id] = True
        changed = 0
        for note in map(records.notes.get, notes):
            changed += records.notes.save(_with(note, _tagged(note.theme_ids, themes))).version != note.version
        for passage in map(records.marked.get, passages):
            kept = records.marked.save(_with(passage, _tagged(passage.theme_ids, themes)))
            changed += kept.version != passage.version
    return changed


def tag_by_id(
    workspace: Workspace, group_id: str, wanted: Mapping[str, bool], ids: Sequence[str], *, new: Sequence[str] = ()
) -> int:
    """As ``tag``, for notes and passages named by their ids alone. Raises NotAccepted for an id of neither."""
    records = workspace.records
    notes = {note.id for note in records.notes.find(group_id=group_id)}
    passages = {passage.id for passage in records.marked.find(group_id=group_id)}
    strange = [each for each in ids if each not in notes and each not in passages]
    if strange:
        raise NotAccepted(f"There is no note and no marked passage with the id {strange[0]} in this group.")
    return tag(
        workspace,
        group_id,
        wanted,
        notes=[each for each in ids if each in notes],
        passages=[each for each in ids if each in passages],
        new=new,
    )


def counted(notes: int, passages: int) -> str:
    """So many notes and passages, in words."""
    parts = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in ((notes, "note"), (passages, "passage")) if n]
    return " and ".join(parts) or "nothing"


def _tagged(theme_ids: Iterable[str], wanted: Mapping[str, bool]) -> list[str]:
    kept = [each for each in theme_ids if wanted.get(each, True)]
    return [*kept, *(each for each, on in wanted.items() if on and each not in kept)]


def _with(tagged: T, theme_ids: list[str]) -> T:
    return tagged.model_copy(update={"theme_ids": theme_ids})


def _must_be_new(name: str, themes: Iterable[Theme]) -> None:
    if not line_of(name):
        raise NotAccepted("A theme needs a name.")
    if known := called(line_of(name), themes):
        raise NotAccepted(f"There is a theme called {known.name} already: use it, or merge the two.")
