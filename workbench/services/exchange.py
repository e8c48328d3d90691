"""A whole review out as JSON and back without loss: ids, versions, dates and what lies in the bin."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from groups.group import Group
from groups.record import Record
from groups.rows import NotThere
from interviews.review import Review
from workbench.services.called import one_called
from workbench.workspace.workspace import Workspace

FORMAT = "scrutiny-workbench review"


class NotAReview(ValueError):
    """A file cannot be taken in; the message says what is wrong and where."""


class NoSuchGroup(LookupError):
    """No group answers to that name; the message says which there are."""


def find_group(workspace: Workspace, name: str) -> Group:
    """The group that a person means: by id, by title or short title, or by the beginning of one. Raises NoSuchGroup."""
    return one_called(
        name,
        workspace.records.groups.find(),
        lambda group: (group.title, group.short_title),
        NoSuchGroup,
        what="group",
        shown=lambda group: group.title,
        apart=_named,
    )


def export_review(workspace: Workspace, group_id: str) -> str:
    """One group with everything that belongs to it as JSON text, the bin included. Raises NotThere."""
    review = workspace.records.review(group_id, with_binned=True)
    body = {"format": FORMAT, "format_version": 1, **review.model_dump(mode="json")}
    return json.dumps(body, ensure_ascii=False, indent=1)


def unfinished(workspace: Workspace, group_id: str) -> list[str]:
    """The lines of notes that are still being written, so that no export has them: whose, and in which interview."""
    records = workspace.records
    return [
        f"{draft.author} in {interview.title}"
        for interview in records.interviews.find(group_id=group_id)
        for draft in records.drafts.of(interview.id)
        if draft.text.strip()
    ]


def schema() -> dict[str, Any]:
    """The JSON Schema of an exported review."""
    made = Review.model_json_schema(mode="serialization")
    made["properties"] = {
        "format": {"const": FORMAT},
        "format_version": {"const": 1},
        **made["properties"],
    }
    made["title"] = "A review of a task and finish group"
    return made


def read_review(text: str, where: str) -> Review:
    """The review in a JSON text. Raises NotAReview with one sentence that names ``where`` it came from."""
    try:
        body = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as why:
        raise NotAReview(f"{where} is not JSON ({why}): choose a file that “group export” wrote.") from why
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise NotAReview(f"{where} is not an exported review: choose a file that “group export” wrote.")
    if body.get("format_version") != 1:
        raise NotAReview(f"{where} was written by a newer program: update this one first.")
    try:
        review = Review.model_validate({k: v for k, v in body.items() if k not in ("format", "format_version")})
    except ValidationError as why:
        first = why.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise NotAReview(
                f"{where} has something that this program does not know ({place}), as a newer one writes it: "
                "update this one first. Nothing was changed."
            ) from why
        raise NotAReview(f"{where} cannot be taken in: {place}: {first['msg']}. Nothing was changed.") from why
    _must_hang_together(review, where)
    return review


def import_review(workspace: Workspace, text: str, where: str) -> Group:
    """Take a review in exactly as it was exported. Raises NotAReview where it cannot be or is here already."""
    review = read_review(text, where)
    records = workspace.records
    for table, row in _all(workspace, review):
        if table == "people":
            continue
        try:
            here = records.all_rows()[table].get(row.id)
        except NotThere:
            continue
        raise NotAReview(
            f"{where} holds a review that is here already ({_title(here, review)}): nothing was changed. "
            f"{_advice(here)}"
        )
    try:
        with workspace.write(f"Take in the review {review.group.title}"):
            for table, row in _all(workspace, review):
                if table == "people" and _is_here(workspace, row.id):
                    continue
                records.all_rows()[table].put_back(row)
    except (OverflowError, UnicodeEncodeError) as why:
        raise NotAReview(
            f"{where} cannot be taken in: it has a number that is too large, or half a sign. Nothing was changed."
        ) from why
    return review.group


def _all(workspace: Workspace, review: Review) -> list[tuple[str, Any]]:
    """Every row of a review with its table, parents before children."""
    rows: list[tuple[str, Any]] = [("groups", review.group)]
    rows += [("people", person) for person in review.people]
    for field, table in workspace.records.of_group().items():
        rows += [(table.name, row) for row in getattr(review, field)]
    return rows


def _is_here(workspace: Workspace, person_id: str) -> bool:
    try:
        workspace.records.people.get(person_id)
    except NotThere:
        return False
    return True


def _must_hang_together(review: Review, where: str) -> None:
    """Every row has an id, belongs to this group, and points to rows that are in the file. Raises NotAReview."""
    ids: dict[str, set[str]] = {"group": {review.group.id}}
    for field in Review.model_fields:
        if field == "group":
            continue
        rows: list[Record] = getattr(review, field)
        ids[field] = {row.id for row in rows}
        if len(ids[field]) != len(rows) or "" in ids[field]:
            raise NotAReview(f"{where} cannot be taken in: {field} has a row without an id of its own.")
        if any(getattr(row, "group_id", review.group.id) != review.group.id for row in rows):
            raise NotAReview(f"{where} cannot be taken in: {field} has a row of another group.")
    links = [
        ("members", "person_id", "people"),
        ("notes", "interview_id", "interviews"),
        ("passages", "submission_id", "submissions"),
        ("evidence_links", "finding_id", "findings"),
        ("rests_on", "recommendation_id", "recommendations"),
        ("rests_on", "finding_id", "findings"),
        ("progress", "recommendation_id", "recommendations"),
    ]
    for field, name, other in links:
        for row in getattr(review, field):
            if getattr(row, name) not in ids[other]:
                raise NotAReview(
                    f"{where} cannot be taken in: {field} {row.id} points to {getattr(row, name)}, which is not in it."
                )


def _advice(here: Record) -> str:
    if isinstance(here, Group) and here.binned_at is not None:
        return "It lies in the bin: bring the group back from there, and all that went with it comes too."
    return "Put the one that is here aside in another workspace first."


def _named(group: Group) -> str:
    return f"{group.title} ({group.id})"


def _title(row: object, review: Review) -> str:
    return str(getattr(row, "title", "") or review.group.title)
