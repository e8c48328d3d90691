"""Sister groups: what they share with each other, and the recommendations of theirs and ours that pull apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from groups.contradictions import Contradiction
from groups.group import Group
from groups.recommendation import sentence
from groups.rows import NotThere, Stale
from groups.share import Shared, ShareState
from workbench.dates import show_date
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.faults import in_one_sentence
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import Place
from workbench.services import sharing
from workbench.services.editing import NotAccepted
from workbench.services.shareable import SharedThing, can_be_shared
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList, fitted
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

ALONE = (
    "This group has no sister: no other group was set up by the same minute, or is at work for the same board. "
    "Sister groups can use each other's partners, visits and evidence."
)
NOTHING = "Nothing is shared yet. Press n to offer a partner, a visit, an interview or something handed in."
USE = {
    Shared.PARTNER: "It becomes a partner of your group too.",
    Shared.MEETING: "Its notes can be read and linked to findings; if one of you was there, it counts as yours too.",
    Shared.INTERVIEW: "Its notes can be read and linked to your findings. They stay the other group's record.",
    Shared.SUBMISSION: "Its words can be read and linked to your findings. They stay the other group's record.",
    Shared.SNAPSHOT: "Its figures can be read and linked to your findings. They stay the other group's record.",
}


class _Known(NamedTuple):
    """What was read in the background."""

    sisters: list[tuple[Group, str]]
    received: list[SharedThing]
    given: list[SharedThing]
    apart: list[tuple[Contradiction, Group]]


class SharingScreen(WorkbenchScreen):
    """What this group and its sister groups share, and where their recommendations pull against each other.

    n offers something of this group to a sister, with who agreed to that; a takes what a sister offers; w takes back
    what was offered; o opens the chosen thing in its place. Exempt and confidential words are never shared.
    """

    BINDINGS = [
        Binding("n", "offer", "Share", tooltip="Offer something of this group to a sister group"),
        Binding("a", "accept", "Take", tooltip="Take what a sister group offers"),
        Binding("o", "open", "Open", tooltip="Open what is chosen in its place"),
        Binding("w", "withdraw", "Take back", tooltip="Take back what this group shares"),
    ]

    def __init__(self, group: Group) -> None:
        super().__init__(name="sharing")
        self.group_id = group.id
        self._group = group
        self._known = _Known([], [], [], [])

    def compose(self) -> ComposeResult:
        """The list; on the right what the chosen line is about."""
        yield TopBar(f"{self._group.title} ▸ Sister groups")
        yield ListAndThing(
            FittedList(id="shared"),
            Thing(Static(id="name", classes="heading prose"), Static(id="words", classes="prose")),
        )
        yield Footer()

    def on_mount(self) -> None:
        """Show what is shared."""
        self.query_one("#shared").focus()
        self.refresh_records()

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read everything again, in the background."""
        self.look_up(self._read, self._show)

    def _read(self, workspace: Workspace, _: Callable[[], bool]) -> _Known:
        return _Known(
            sharing.sister_groups(workspace, self.group_id),
            sharing.received(workspace, self.group_id),
            sharing.given(workspace, self.group_id),
            sharing.pulling_apart(workspace, self.group_id),
        )

    def _show(self, known: _Known) -> None:
        self._known = known
        offered = sum(thing.share.state is ShareState.OFFERED for thing in known.received)
        self.query_one(TopBar).show(f"{self._group.title} ▸ Sister groups", f"{offered} on offer" if offered else "")
        self.query_one("#shared", FittedList).fit(self._rows)
        self._show_chosen()
        self.refresh_bindings()

    def _rows(self, width: int) -> list[Row]:
        known = self._known
        rows: list[Row] = []

        def part(heading: str, lines: list[Row]) -> None:
            if lines:
                rows.extend([Row(None, one_line(heading, "bold")), *lines])

        def things(found: list[SharedThing], state: ShareState, *, from_whom: bool) -> list[Row]:
            return [
                Row(
                    f"share:{thing.share.id}",
                    fitted(
                        "  ",
                        f"{thing.share.what.value} {thing.name}",
                        thing.giver.title if from_whom else thing.share.state.value,
                        width,
                    ),
                )
                for thing in found
                if thing.share.state is state
            ]

        part("Offered to this group (a takes it)", things(known.received, ShareState.OFFERED, from_whom=True))
        part("Of others, in use here", things(known.received, ShareState.ACCEPTED, from_whom=True))
        mine = [state for state in ShareState if state is not ShareState.WITHDRAWN]
        part("Shared by this group", [row for s in mine for row in things(known.given, s, from_whom=False)])
        part("Taken back", things(known.given, ShareState.WITHDRAWN, from_whom=False))
        part(
            "Recommendations that pull against each other",
            [
                Row(f"apart:{n}", fitted("  ", f"“{c.words}” and “{c.other_words}”", sister.title, width))
                for n, (c, sister) in enumerate(known.apart)
            ],
        )
        part(
            "Sister groups",
            [Row(f"group:{group.id}", fitted("  ", group.title, why, width)) for group, why in known.sisters],
        )
        return rows or [Row(None, one_line("No sister group", "dim"))]

    @on(OptionList.OptionHighlighted, "#shared")
    def _highlighted(self) -> None:
        self._show_chosen()
        self.refresh_bindings()

    @property
    def _chosen(self) -> tuple[str, str]:
        kind, _, which = (self.query_one("#shared", FittedList).chosen or "").partition(":")
        return kind, which

    @property
    def _thing(self) -> SharedThing | None:
        kind, which = self._chosen
        rows = [*self._known.received, *self._known.given] if kind == "share" else []
        return next((row for row in rows if row.share.id == which), None)

    def _show_chosen(self) -> None:
        kind, which = self._chosen
        name, words = "", "" if self._known.sisters else ALONE
        thing = self._thing
        if thing is not None:
            name, words = thing.name, _in_words(thing, self.group_id)
        elif kind == "apart" and int(which) < len(self._known.apart):
            found, sister = self._known.apart[int(which)]
            name = f"With {sister.title}: {found.why}."
            words = "\n\n".join(
                f"{'This group' if row.group_id == self.group_id else sister.title}, to the "
                f"{row.addressee or 'nobody yet'}: {sentence(row)}"
                for row in sorted((found.one, found.other), key=lambda row: row.group_id != self.group_id)
            )
            words += "\n\no opens the one of this group. Talk to each other before both are agreed."
        elif kind == "group":
            group, why = next(pair for pair in self._known.sisters if pair[0].id == which)
            name, words = group.title, f"{group.stage.shown}; {why}.\n\n{NOTHING if not self._known.given else ''}"
        self.query_one("#name", Static).update(one_line(name))
        self.query_one("#words", Static).update(shown(words.strip()))

    # -- acting -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on what is chosen and whose it is."""
        if not self.is_mounted:
            return True
        thing = self._thing
        if action == "open":
            return self._chosen[0] != ""
        if action == "offer":
            return bool(self._known.sisters)
        if action == "accept":
            return thing is not None and thing.taker.id == self.group_id and thing.share.state is ShareState.OFFERED
        if action == "withdraw":
            return (
                thing is not None and thing.giver.id == self.group_id and thing.share.state is not ShareState.WITHDRAWN
            )
        return True

    def action_open(self) -> None:
        """Open what is chosen in its place."""
        kind, which = self._chosen
        thing = self._thing
        if thing is not None:
            if thing.taker.id == self.group_id and thing.share.state is not ShareState.ACCEPTED:
                self.workbench.say("Take it first (a): it is only on offer.", wrong=True)
            else:
                self.workbench.open_place(_place_of(thing))
        elif kind == "group":
            self.workbench.open_place(Place("group", which))
        elif kind == "apart":
            found, _ = self._known.apart[int(which)]
            ours = found.one if found.one.group_id == self.group_id else found.other
            self.workbench.open_place(Place("group", self.group_id, "recommendations", ours.id))

    @work
    async def action_offer(self) -> None:
        """Offer something of this group to a sister group: what, to whom, and who agreed."""
        things = can_be_shared(self.workspace.records.review(self.group_id))
        if not things:
            self.workbench.say("There is nothing to share yet: add partners and evidence first.", wrong=True)
            return
        choices = [(f"{what.value}:{ident}", f"{what.value}: {name}") for what, ident, name in things]
        which = await self.app.push_screen_wait(AskWhich("What is to be shared?", choices))
        if which is None:
            return
        sisters = [(group.id, f"{group.title} ({why})") for group, why in self._known.sisters]
        to = sisters[0][0] if len(sisters) == 1 else None
        to = to or await self.app.push_screen_wait(AskWhich("With which sister group?", sisters))
        if to is None:
            return
        consent = await self.app.push_screen_wait(
            AskWords(
                "Who agreed that another review may use it, and when?",
                hint="such as Ms P Lee, by e-mail of 12 January",
                about=f"{which} {to}",
            )
        )
        if consent:
            what, _, ident = which.partition(":")
            self._tried(
                lambda: sharing.offer(self.workspace, self.group_id, to, Shared(what), ident, consent),
                "It is offered: the other group takes it on its own screen. Ctrl+Z takes the offer back.",
            )

    def action_accept(self) -> None:
        """Take what is offered."""
        thing = self._thing
        if thing is not None:
            self._tried(
                lambda: sharing.accept(self.workspace, thing.share.id),
                "It is in use here: l in the tab Findings links it. Ctrl+Z gives it back.",
            )

    def action_withdraw(self) -> None:
        """Take back what this group shares."""
        thing = self._thing
        if thing is not None:
            self._tried(
                lambda: sharing.withdraw(self.workspace, thing.share.id),
                "It is taken back. Findings that rest on it keep the quoted words. Ctrl+Z shares it again.",
            )

    def _tried(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except (NotAccepted, NotThere, Stale, WorkspaceProblem) as why:
            self.workbench.say(in_one_sentence(why), wrong=True)
        else:
            self.workbench.saved()
            self.workbench.say(done)
        self.refresh_records()


def _in_words(thing: SharedThing, group_id: str) -> str:
    """A share in words: from whom to whom, since when, with whose consent, and what follows."""
    share = thing.share
    whose = f"From {thing.giver.title}" if thing.taker.id == group_id else f"To {thing.taker.title}"
    lines = [
        f"{share.what.value[0].upper()}{share.what.value[1:]}. {whose}, {share.state.value}.",
        f"Offered {show_date(share.on)}. Agreed by: {share.consent}",
    ]
    lines += [f"Taken {show_date(share.accepted_on)}."] if share.accepted_on else []
    lines += [f"Taken back {show_date(share.withdrawn_on)}."] if share.withdrawn_on else []
    lines += [f"With it: {thing.about}."] if thing.about else []
    if thing.taker.id == group_id and share.state is not ShareState.WITHDRAWN:
        lines.append(USE[share.what])
    return "\n\n".join(lines)


def _place_of(thing: SharedThing) -> Place:
    """Where a shared thing is read."""
    share = thing.share
    match share.what:
        case Shared.INTERVIEW:
            return Place("interview", share.record_id)
        case Shared.SUBMISSION:
            return Place("document", share.record_id)
        case Shared.SNAPSHOT:
            return Place("snapshot", share.record_id)
        case Shared.MEETING:
            return Place("group", share.group_id, "overview", share.record_id)
    return Place("group", share.group_id, "evidence", share.record_id)
