"""The lists of the builder: the findings with their evidence on the left, advice and similar ones on the right."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from groups.evidence import EvidenceKind, EvidenceLink
from groups.wording import Advice
from interviews.review import Review
from workbench.dates import show_date
from workbench.screens.place import Place
from workbench.services.beside import Beside
from workbench.services.building import Behind, FindingsBehind
from workbench.services.similar import SimilarAsk
from workbench.text import one_line
from workbench.widgets.fitted import FittedList
from workbench.widgets.hanging import hanging
from workbench.widgets.record_list import Row

NO_FINDINGS = "No finding yet. Write one in the tab Findings; you can write on here all the same."
RESTS_ON_NOTHING = "No finding yet: Space takes one in."
NOTHING_TO_SAY = "Nothing to add: it says who, what, by when and how one will know."
NOTHING_SIMILAR = "Nothing like it in the archive or in other groups."
WRITE_FIRST = "Write what should be done: what others asked for in such words is shown here."
_MOST_WORDS = 300  # of one piece of evidence or of a reply; Enter shows it in full


class BehindList(FittedList):
    """The findings, of which Space takes one in or lets it go."""

    BINDINGS = [Binding("space", "take", "Take in", tooltip="Let the recommendation rest on the finding, or not")]

    class Taken(Message):
        """A finding is to be taken in, or let go."""

        def __init__(self, finding_id: str) -> None:
            super().__init__()
            self.finding_id = finding_id

    def action_take(self) -> None:
        """Take the finding in, or let it go; on its evidence the finding is meant."""
        if self.chosen:
            self.post_message(self.Taken(finding_of(self.chosen)))


def finding_of(row_id: str) -> str:
    """The finding that a row stands for, or under which it stands."""
    return row_id.split(":")[1]


def behind_rows(findings: FindingsBehind, rests_on: Container[str], open_ids: Container[str], width: int) -> list[Row]:
    """First the findings it rests on, with their evidence, then the others, closed until Enter opens one."""
    if not findings.rows:
        return [Row(None, hanging("", NO_FINDINGS, width))]
    mine = [row for row in findings.rows if row.finding.id in rests_on]
    others = [row for row in findings.rows if row.finding.id not in rests_on]
    rows = [Row(None, one_line("Rests on", "bold"))]
    if not mine:
        rows.append(Row(None, hanging("  ", RESTS_ON_NOTHING, width)))
    for row in mine:
        # What it rests on is open until somebody closes it, the others are closed until somebody opens them.
        rows += _finding(findings, row, "[x]", row.finding.id not in open_ids, width)
    if others:
        rows.append(Row(None, one_line("Other findings", "bold")))
    for row in others:
        rows += _finding(findings, row, "[ ]", row.finding.id in open_ids, width)
    return rows


def _finding(findings: FindingsBehind, row: Behind, mark: str, is_open: bool, width: int) -> list[Row]:
    words = f"{row.number} {' '.join(row.finding.text.split())}"
    rows = [
        Row(
            f"finding:{row.finding.id}",
            hanging(f"{mark} ", words, width, tail=f" · {row.standing}", lead_style="", tail_style="dim"),
        )
    ]
    if is_open:
        for link in row.links:
            said, source = findings.said(link)
            rows.append(
                Row(
                    f"link:{row.finding.id}:{link.id}",
                    hanging(
                        "      ", f"{link.relation.value}: {_cut(said)}", width, tail=f"  {source}", tail_style="dim"
                    ),
                )
            )
    return rows


def evidence_place(link: EvidenceLink, review: Review) -> Place | None:
    """Where a piece of evidence is opened; None where it is not there any more."""
    address = link.address
    match address.kind:
        case EvidenceKind.NOTE:
            note = next((each for each in review.notes if each.id == address.id), None)
            return Place("interview", note.interview_id, chosen=note.id) if note else None
        case EvidenceKind.PACK:
            return Place("pack", address.id, line=address.position)
        case EvidenceKind.FINDING:
            return Place("group", review.group.id, "findings", address.id)
        case EvidenceKind.PASSAGE:
            return Place("document", address.id, chosen=link.id)
        case EvidenceKind.FIGURE:
            return Place("snapshot", address.id, chosen=address.before, line=address.position)


def beside_rows(advice: Sequence[Advice], found: Beside | None, written: bool, width: int) -> list[Row]:
    """Advice, each point with why and how to mend it; below it what was asked for before in such words.

    ``found`` is None while it is looked up for the first time.
    """
    rows = [Row(None, one_line("Advice (never stops you)", "bold"))]
    rows += [Row(f"advice:{n}", _told(one, width)) for n, one in enumerate(advice)] or [
        Row(None, hanging("", NOTHING_TO_SAY, width))
    ]
    rows.append(Row(None, Content("")))
    rows.append(Row(None, one_line("Similar past recommendations", "bold")))
    if not written:
        rows.append(Row(None, hanging("", WRITE_FIRST, width)))
    elif found is None:
        rows.append(Row(None, one_line("Looking …", "dim")))
    elif found.problem:
        rows.append(Row(None, hanging("", found.problem, width)))
    else:
        rows += list(_similar(found.similar, width)) or [Row(None, hanging("", NOTHING_SIMILAR, width))]
    return rows


def _told(one: Advice, width: int) -> Content:
    words = f"{one.words}: {one.why}"
    return hanging("• ", words, width, tail=f" {one.mend}")


def _similar(asks: Iterable[SimilarAsk], width: int) -> Iterable[Row]:
    for n, ask in enumerate(asks):
        to = f"To {ask.addressee}" if ask.addressee else "To nobody named"
        where = ", ".join(part for part in (to, ask.source, show_date(ask.on)) if part)
        lines = [hanging("", _cut(ask.text), width), hanging("  ", where, width).stylize("dim")]
        lines += [hanging("  ", f"Reply: {_cut(reply)}", width) for reply in ask.replies]
        if not ask.replies:
            lines.append(hanging("  ", "No reply is recorded.", width))
        if ask.outcome:
            lines.append(hanging("  ", f"Outcome: {_cut(ask.outcome)}", width))
        yield Row(f"similar:{n}", Content("\n").join(lines))


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_WORDS else plain[: _MOST_WORDS - 2].rstrip() + " …"
