"""Commands about the numbered drafts of a report: keep, compare, sign off, take a text up again."""

from __future__ import annotations

from typing import Any

import click

from groups.report_draft import ReportDraft
from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json


@click.group()
def draft() -> None:
    """Numbered drafts of the report."""


@draft.command("keep")
@click.argument("group")
@click.option("--remark", default="", help="What it is for, such as “for the meeting on 14 Jan”.")
@click.option("--private", is_flag=True, help="The working copy, with what may not be published.")
@as_json
@pass_session
def keep(session: Session, group: str, remark: str, private: bool, json_out: bool) -> None:
    """Keep the report of the group GROUP as it is now as the next draft."""
    from workbench.services.drafts import keep_draft
    from workbench.services.exchange import find_group

    kept = keep_draft(session.workspace, find_group(session.workspace, group), remark=remark, private=private)
    if json_out:
        say_json(_about(kept))
    else:
        say(f"Draft {kept.number} is kept: {len(kept.printed)} paragraphs.")


@draft.command("list")
@click.argument("group")
@as_json
@pass_session
@click.pass_context
def list_drafts(ctx: click.Context, session: Session, group: str, json_out: bool) -> None:
    """The drafts of the group GROUP, newest first, and how the report stands to its sign-off.

    The exit status is 1 where the report changed since it was signed off.
    """
    from workbench.services.draft_words import about_draft
    from workbench.services.drafts import about_sign_off, drafts_of, since_sign_off
    from workbench.services.exchange import find_group

    found = find_group(session.workspace, group)
    rows = drafts_of(session.workspace, found.id)
    signed = since_sign_off(session.workspace, found)
    if json_out:
        stands = {"draft": signed[0].number, "changed_paragraphs": len(signed[1])} if signed else None
        say_json({"drafts": [_about(row) for row in rows], "signed_off": stands})
    elif not rows:
        say("No draft is kept yet. Keep one with: workbench draft keep GROUP")
    else:
        columns((f"Draft {row.number}", about_draft(row)) for row in rows)
        say(about_sign_off(*signed) if signed else about_sign_off(None, []))
    if signed and signed[1]:
        ctx.exit(ATTENTION)


@draft.command("show")
@click.argument("group")
@click.argument("number", metavar="DRAFT")
@as_json
@pass_session
def show(session: Session, group: str, number: str, json_out: bool) -> None:
    """The paragraphs of a DRAFT of the group GROUP."""
    from workbench.services.drafts import draft_numbered
    from workbench.services.exchange import find_group

    found = draft_numbered(session.workspace, find_group(session.workspace, group).id, number)
    if json_out:
        say_json({**_about(found), "paragraphs": [p.model_dump(mode="json") for p in found.printed]})
        return
    for paragraph in found.printed:
        say(f"{paragraph.number} {paragraph.text}".strip())


@draft.command("diff")
@click.argument("group")
@click.argument("was", metavar="DRAFT")
@click.argument("now", metavar="[DRAFT|now]", default="now")
@as_json
@pass_session
def diff(session: Session, group: str, was: str, now: str, json_out: bool) -> None:
    """What changed in the report of the group GROUP from one DRAFT to another, or to the report as it is now.

    Words that were taken out or put in stand in square brackets: “met on [six → seven] occasions”.
    """
    from groups.paragraph_diff import changed_only
    from workbench.services.draft_words import difference_lines
    from workbench.services.drafts import compare
    from workbench.services.exchange import find_group

    compared = compare(session.workspace, find_group(session.workspace, group), was, now)
    if json_out:
        rows: list[dict[str, Any]] = [
            {
                "change": change.kind.value,
                "moved": change.is_moved,
                "was": change.was.model_dump(mode="json") if change.was else None,
                "now": change.now.model_dump(mode="json") if change.now else None,
            }
            for change in changed_only(compared.changes)
        ]
        say_json({"from": compared.was, "to": compared.now, "changes": rows})
        return
    say(compared.told)
    for line in difference_lines(compared.changes):
        say(line)


@draft.command("sign-off")
@click.argument("group")
@click.argument("number", metavar="DRAFT")
@click.option("--by", default="", metavar="NAME", help="Who signs it off; by default the Chair.")
@click.option("--on", default="", metavar="DAY", help="On which day; by default today.")
@as_json
@pass_session
def sign(session: Session, group: str, number: str, by: str, on: str, json_out: bool) -> None:
    """Write down that the Chair of the group GROUP signed off a DRAFT."""
    from workbench.dates import read_date, show_date
    from workbench.services.drafts import draft_numbered, sign_off
    from workbench.services.exchange import find_group

    workspace = session.workspace
    day = read_date(on, workspace.today().date())
    signed = sign_off(workspace, draft_numbered(workspace, find_group(workspace, group).id, number), by=by, on=day)
    if json_out:
        say_json(_about(signed))
    else:
        say(f"Draft {signed.number} was signed off by {signed.signed_off_by} on {show_date(signed.signed_off_on)}.")


@draft.command("restore")
@click.argument("group")
@click.argument("number", metavar="DRAFT")
@click.argument("section")
@pass_session
def restore(session: Session, group: str, number: str, section: str) -> None:
    """Bring back from a DRAFT what was written for a SECTION (its number or name); undo brings back the newer text."""
    from groups.prose import section_called
    from workbench.services.drafts import draft_numbered, restore_prose
    from workbench.services.exchange import find_group

    found = draft_numbered(session.workspace, find_group(session.workspace, group).id, number)
    which = section_called(section)
    restore_prose(session.workspace, found, which)
    say(f"“{which.value}” is as in draft {found.number}.")


@draft.command("bin")
@click.argument("group")
@click.argument("number", metavar="DRAFT")
@pass_session
def to_bin(session: Session, group: str, number: str) -> None:
    """Put a DRAFT of the group GROUP in the bin; one that was signed off stays."""
    from workbench.services.drafts import bin_draft, draft_numbered
    from workbench.services.exchange import find_group

    found = draft_numbered(session.workspace, find_group(session.workspace, group).id, number)
    bin_draft(session.workspace, found)
    say(f"Draft {found.number} is in the bin. “workbench undo” brings it back.")


def _about(row: ReportDraft) -> dict[str, Any]:
    told = row.model_dump(mode="json", exclude={"paragraphs"})
    return {**told, "paragraph_count": len(row.printed), "written": sorted(row.written)}
