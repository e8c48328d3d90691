"""The command that brings files in: document packs into the archive, submissions and data snapshots into a group."""

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
    type=click.Choice(["pack", "submission", "snapshot"]),
    help="What the files are. Without it: packs; with --group, snapshots if their names end in csv or tsv, else "
    "submissions.",
)
@click.option("--group", "group_name", metavar="GROUP", help="The group that a submission or a snapshot is for.")
@click.option("--review", is_flag=True, help="Ask record by record before a pack is kept: accept, fix or drop.")
@click.option("--keep-both", is_flag=True, help="Where the archive has another pack of that board and day, keep both.")
@click.option("--replace", is_flag=True, help="… or put the other one in the bin.")
@as_json
@pass_session
@click.pass_context
def import_files(
    ctx: click.Context,
    session: Session,
    files: tuple[Path, ...],
    kind: str | None,
    group_name: str | None,
    review: bool,
    keep_both: bool,
    replace: bool,
    json_out: bool,
) -> None:
    """Read FILEs (text, Markdown, PDF; CSV for snapshots), keep what was read, and say what could not be read.

    The same file again changes nothing. “workbench undo” takes an import back.
    """
    from workbench.services.evidence_in import looks_like_a_table

    if keep_both and replace:
        raise click.UsageError("Say --keep-both or --replace, not both.")
    if kind in ("submission", "snapshot") and not group_name:
        raise click.UsageError(f"Say with --group which group the {kind} is for.")
    if kind == "pack" and group_name:
        raise click.UsageError("A pack goes into the archive, not into a group: leave --group out.")
    group = _group(session, group_name) if group_name else None
    same: Same = "both" if keep_both else "replace" if replace else "ask"
    done: list[_Outcome] = []
    failed = 0
    for file in files:
        try:
            if group is None:
                outcome = _pack(session, file, same, review=review)
            else:
                chosen = kind or ("snapshot" if looks_like_a_table(file) else "submission")
                outcome = _evidence(session, file, group, chosen)
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


def _evidence(session: Session, file: Path, group: Group, kind: str) -> _Outcome:
    from workbench.services.evidence_in import add_snapshot, add_submission

    workspace = session.workspace
    if kind == "submission":
        before = {row.id for row in workspace.records.submissions.find(group_id=group.id)}
        submission = add_submission(workspace, group.id, file)
        named = f"{submission.reference} {submission.title}"
        data: dict[str, Any] = {"reference": submission.reference, "id": submission.id, "title": submission.title}
        held = f"{len(submission.text.split())} words" + (f", from {submission.sender}" if submission.sender else "")
        fresh = submission.id not in before
    else:
        before = {row.id for row in workspace.records.snapshots.find(group_id=group.id)}
        snapshot = add_snapshot(workspace, group.id, file)
        named = snapshot.title
        data = {"id": snapshot.id, "title": snapshot.title, "heading_rows": snapshot.heading_rows}
        figures = len(snapshot.rows) - snapshot.heading_rows
        headings = "1 heading row" if snapshot.heading_rows == 1 else f"{snapshot.heading_rows} heading rows"
        held = f"{headings}, {figures} of figures, {len(snapshot.rows[0])} columns"
        fresh = snapshot.id not in before
    data = {"file": str(file), "as": kind, "group": group.id, "status": _KEPT if fresh else _UNCHANGED, **data}
    if not fresh:
        return _Outcome(data, [f"Nothing changed: {group.title} has {file.name} already, as {named}."])
    return _Outcome(
        data, [f"{file.name}: taken into {group.title} as {named} ({held}). It is private until you say so."]
    )
