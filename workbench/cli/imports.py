"""The command that brings files in: document packs into the archive, evidence of every form into a group."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json

if TYPE_CHECKING:
    from groups.group import Group
    from index.packs.models import Pack
    from workbench.services.packs import ProposedPack, Same, SamePackDiffers

COULD_NOT = 2
_KEPT, _UNCHANGED = "kept", "unchanged"
_EVIDENCE = ("submission", "transcript", "email", "snapshot")
_PUBLISH = {"yes": "publish", "without-names": "publish without names", "private": "keep private"}


class _Outcome(NamedTuple):
    """What came of one file: as data for programs, as lines for people, and whether something needs attention."""

    data: dict[str, Any]
    lines: list[str]
    attention: bool = False


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["pack", *_EVIDENCE]),
    help="What the files are. Without it: packs; with --group, snapshots if they are tables (CSV, XLSX), else "
    "submissions. A transcript or an e-mail is a submission too, and is refused if it is none.",
)
@click.option("--group", "group_name", metavar="GROUP", help="The group that the evidence is for.")
@click.option(
    "--from", "sender", metavar="NAME", help="From whom it is, where the file does not say it or says it wrong."
)
@click.option("--partner", metavar="PARTNER", help="The partner of the group that handed it in.")
@click.option("--capacity", metavar="WORDS", help="In what capacity, such as parent.")
@click.option(
    "--received", metavar="DATE", help="When it was received, or the day of the figures, such as 14 Jan 2026."
)
@click.option("--title", metavar="WORDS", help="What it is called; for one file.")
@click.option(
    "--publish",
    type=click.Choice(list(_PUBLISH)),
    help="What the one who handed it in allows; without it, it is kept private.",
)
@click.option(
    "--instead-of",
    metavar="REFERENCE",
    help="The file is a newer one of this submission, such as EHE01: its text changes, what was said about it stays.",
)
@click.option("--review", is_flag=True, help="Ask record by record before a pack is kept: accept, fix or drop.")
@click.option("--keep-both", is_flag=True, help="Where the archive has another pack of that board and day, keep both.")
@click.option("--replace", is_flag=True, help="… or put the other one in the bin.")
@as_json
@pass_session
@click.pass_context
def import_files(
    ctx: click.Context,
    session: Session,
    /,
    files: tuple[Path, ...],
    kind: str | None,
    group_name: str | None,
    review: bool,
    keep_both: bool,
    replace: bool,
    json_out: bool,
    **said: str | None,
) -> None:
    """Read FILEs, keep what was read, and say what was left out or could not be read.

    Packs: text, Markdown or PDF. Evidence for a group: Word, PDF, text, Markdown, web pages, e-mails with their
    attachments, transcripts (Teams, Zoom, .vtt, .srt), tables (CSV, XLSX). The same file again changes nothing.
    “workbench undo” takes an import back.
    """
    if keep_both and replace:
        raise click.UsageError("Say --keep-both or --replace, not both.")
    if kind in _EVIDENCE and not group_name:
        raise click.UsageError(f"Say with --group which group the {kind} is for.")
    if kind == "pack" and group_name:
        raise click.UsageError("A pack goes into the archive, not into a group: leave --group out.")
    if any(said.values()) and not group_name:
        raise click.UsageError("What you say about the file is for evidence: say with --group which group it is for.")
    if len(files) > 1 and (said["title"] or said["instead_of"]):
        raise click.UsageError("--title and --instead-of are for one file: take the files in one by one.")
    group = _group(session, group_name) if group_name else None
    about = _said_about(session, group, said) if group is not None else {}
    same: Same = "both" if keep_both else "replace" if replace else "ask"
    done: list[_Outcome] = []
    failed = 0
    for file in files:
        try:
            if group is None:
                outcome = _pack(session, file, same, review=review)
            else:
                outcome = _evidence(session, file, group, kind, about)
        except _sentences() as why:
            failed += 1
            _complain(file, str(why), alone=len(files) == 1)
            done.append(_Outcome({"file": str(file), "status": "refused", "message": str(why)}, []))
            continue
        done.append(outcome)
        for line in [] if json_out else outcome.lines:
            say(line)
    if json_out:
        say_json([outcome.data for outcome in done])
    if failed or any(outcome.attention for outcome in done):
        ctx.exit(COULD_NOT if failed else ATTENTION)


def _sentences() -> tuple[type[Exception], ...]:
    """The errors that concern one file only, each of them one sentence; others end the command."""
    from interviews.readers.document import UnreadableDocument
    from workbench.services.packs import SamePackDiffers

    return UnreadableDocument, SamePackDiffers


def _complain(file: Path, why: str, *, alone: bool) -> None:
    from interviews.readers.clean import clean

    click.echo(clean(why if alone or file.name in why else f"{file}: {why}"), err=True)


def _group(session: Session, name: str) -> Group:
    from workbench.services.exchange import find_group

    return find_group(session.workspace, name)


# -- packs ------------------------------------------------------------------------------------------------------------


def _pack(session: Session, file: Path, same: Same, *, review: bool) -> _Outcome:
    from workbench.services.packs import SamePackDiffers, called, import_report, keep_pack, kept_before, propose_file

    workspace = session.workspace
    proposed = propose_file(file)
    here = kept_before(workspace, proposed)
    if here is not None:
        name = workspace.packs.handles()[here.id]
        data: dict[str, Any] = {"file": str(file), "as": "pack", "status": _UNCHANGED, "pack": name}
        return _Outcome(data, [f"Nothing changed: {file.name} is in the archive already, as {name}."])
    pack = _reviewed(proposed) if review else proposed.pack
    try:
        row = keep_pack(workspace, proposed, kept=pack, same=same)
    except SamePackDiffers as differs:
        row = keep_pack(workspace, proposed, kept=pack, same=_what_to_do(differs))
    name = workspace.packs.handles()[row.id]
    report = import_report(pack)
    data = {
        "file": str(file),
        "as": "pack",
        "status": _KEPT,
        "pack": name,
        "counts": _counts(pack),
        "unread": [unread.model_dump() for unread in pack.unread],
        "notices": [*proposed.notices, *report[1:]],
    }
    lines = [f"{file.name}: kept as {name}, {called(row)}.", *proposed.notices, *report]
    return _Outcome(data, lines, attention=bool(proposed.notices or report[1:] or not any(_counts(pack).values())))


def _counts(pack: Pack) -> dict[str, int]:
    return {
        "agenda_items": len(pack.agenda_items),
        "minutes": len(pack.minutes),
        "resolutions": len(pack.resolutions),
        "reports": len(pack.reports),
        "task_groups": len(pack.task_groups),
        "work_programme": sum(1 for row in pack.work_programme if row.title),
        "acronyms": len(pack.acronyms),
    }


def _what_to_do(differs: SamePackDiffers) -> Same:
    """Ask the person at the terminal what to do with a pack like one that is there; raises it where nobody is."""
    if not sys.stdin.isatty():
        differs.args = (f"{differs} Say --keep-both or --replace.",)
        raise differs
    click.echo(str(differs), err=True)
    answer = click.prompt(
        "Keep both, replace the one in the archive, or leave it",
        type=click.Choice(["both", "replace", "leave"]),
        err=True,
    )
    if answer == "leave":
        raise click.Abort
    return "both" if answer == "both" else "replace"


def _reviewed(proposed: ProposedPack) -> Pack:
    """The pack after a person has looked at each record: accept, fix, drop, or accept all the rest."""
    from workbench.services.pack_review import Key, proposed_records, reviewed

    dropped: set[Key] = set()
    fixed: dict[Key, str] = {}
    records = proposed_records(proposed.pack)
    for place, record in enumerate(records, start=1):
        _tell(
            f"[{place} of {len(records)}] {record.kind} {record.name}".rstrip()
            + f" (line {record.line}): {record.text}"
        )
        answer = click.prompt(
            "accept, fix, drop, or accept the rest",
            type=click.Choice(["a", "f", "d", "rest"]),
            default="a",
            err=True,
        )
        if answer == "rest":
            break
        if answer == "d":
            dropped.add(record.key)
        elif answer == "f":
            words = click.prompt("Its words", default=record.text, err=True)
            if " ".join(words.split()) != record.text:
                fixed[record.key] = " ".join(words.split())
    return reviewed(proposed.pack, dropped, fixed)


def _tell(text: str) -> None:
    from interviews.readers.clean import visible

    click.echo(visible(text, single_line=True), err=True)


# -- evidence ---------------------------------------------------------------------------------------------------------


def _said_about(session: Session, group: Group, said: dict[str, str | None]) -> dict[str, Any]:
    """What the options say about every file, as fields of ``About``. Raises a sentence for what cannot be."""
    from interviews.submission import Publication
    from workbench.dates import read_date
    from workbench.services.evidence_in import submission_called
    from workbench.services.partners import find_partner

    about: dict[str, Any] = {name: said[name] for name in ("title", "sender", "capacity") if said[name]}
    if said["partner"]:
        about["partner_id"] = find_partner(session.workspace, group.id, said["partner"]).id
    if said["received"]:
        about["received"] = read_date(said["received"], session.workspace.today().date())
    if said["publish"]:
        about["publication"] = Publication(_PUBLISH[said["publish"]])
    if said["instead_of"]:
        about["instead_of"] = submission_called(session.workspace, group.id, said["instead_of"]).id
    return about


def _evidence(session: Session, file: Path, group: Group, kind: str | None, said: dict[str, Any]) -> _Outcome:
    from dataclasses import replace

    from interviews.submission import Snapshot
    from workbench.services.evidence_in import keep_evidence
    from workbench.services.evidence_proposed import must_be
    from workbench.services.evidence_reading import propose_evidence

    as_tables = None if kind is None else kind == "snapshot"
    proposed = propose_evidence(session.workspace, group.id, file, as_tables=as_tables)
    must_be(proposed, kind or "")
    taken = keep_evidence(session.workspace, group.id, proposed, replace(proposed.about, **said))
    first = taken.first
    data: dict[str, Any] = {"file": str(file), "as": kind or ("snapshot" if taken.is_table else "submission")}
    data |= {
        "group": group.id,
        "status": _UNCHANGED if taken.unchanged else _KEPT,
        "id": first.id,
        "title": first.title,
    }
    if isinstance(first, Snapshot):
        data["heading_rows"] = first.heading_rows
        data["snapshots"] = [{"id": s.id, "title": s.title} for s in taken.snapshots]
    else:
        data |= {"reference": first.reference, "form": first.form, "speakers": proposed.speakers}
        data["attachments"] = [{"id": s.id, "reference": s.reference, "title": s.title} for s in taken.submissions[1:]]
        data["attachments"] += [{"id": s.id, "title": s.title} for s in taken.snapshots]
    older = proposed.like if not (taken.unchanged or said.get("instead_of") or taken.is_table) else None
    data["report"] = taken.report + ([_may_be_newer(older.reference)] if older is not None else [])
    return _Outcome(data, data["report"], attention=bool(proposed.unread or older) and not taken.unchanged)


def _may_be_newer(reference: str) -> str:
    return (
        f"{reference} came as a file of the same name. If this is its newer text, say workbench undo, and import the "
        f"file again with --instead-of {reference}: what was marked and said about {reference} stays then."
    )
