"""What a group waits for: taken from a line or written by hand, settled, and never less private than its line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groups.group import Group
from groups.sensitivity import Sensitivity
from interviews.request import RequestState
from interviews.submission import Submission
from tests.workbench.held_samples import HeldIds, hold
from workbench.dates import NotADate
from workbench.services.due_days import due_in, read_due
from workbench.services.editing import Clash, NotAccepted
from workbench.services.notes import bin_note, change_note
from workbench.services.request_follows import follow_note
from workbench.services.requests import (
    NoSuchRequest,
    ask_for,
    bin_request,
    change_request,
    find_request,
    from_note,
    overdue,
    requests_of,
    settle,
    where_from,
)
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

TODAY = date(2026, 1, 14)  # a Wednesday


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Make"):
        return workspace.records.groups.add(Group(title="School Attendance", short_title="SA"))


@pytest.fixture
def held(workspace: Workspace, group: Group) -> HeldIds:
    return hold(workspace, group)


def test_an_action_becomes_a_request_of_its_speaker_and_partner(workspace: Workspace, held: HeldIds) -> None:
    made = from_note(workspace, held.notes["return"], owner=" Mr T  Reed ", due=date(2026, 1, 16))
    (kept,) = requests_of(workspace, held.interview.group_id)
    assert kept == made
    assert (kept.what, kept.asked_of, kept.partner_id) == (
        "Will send the 2025 return by Friday",
        "Ms P Lee",
        held.partner.id,
    )
    assert (kept.owner, kept.due, kept.asked_on) == ("Mr T Reed", date(2026, 1, 16), date(2026, 1, 12))
    assert (kept.interview_id, kept.note_id) == (held.interview.id, held.notes["return"].id)
    assert where_from(workspace, kept) == "from Attendance team, line 5"


def test_without_a_speaker_the_partner_is_asked(workspace: Workspace, held: HeldIds) -> None:
    assert from_note(workspace, held.notes["anxiety"]).asked_of == "AT"


def test_a_line_makes_one_request_and_undo_takes_it_back(workspace: Workspace, held: HeldIds) -> None:
    from_note(workspace, held.notes["return"])
    again = from_note(workspace, held.notes["return"], owner="Mr T Reed")
    assert [r.id for r in requests_of(workspace, held.interview.group_id)] == [again.id]
    undo(workspace)
    undo(workspace)
    assert requests_of(workspace, held.interview.group_id) == []


def test_it_is_as_private_as_its_line_and_stays_so(workspace: Workspace, held: HeldIds) -> None:
    made = from_note(workspace, held.notes["secret"])
    assert made.sensitivity is Sensitivity.EXEMPT
    assert made.exempt_reason == "Schedule 12A, paragraph 1: names a child"
    changed = change_request(workspace, made, owner="Mr T Reed")
    done = settle(workspace, changed, RequestState.RECEIVED, outcome="by post")
    assert (done.sensitivity, done.outcome) == (Sensitivity.EXEMPT, "by post")


def test_a_line_that_is_made_private_takes_its_request_with_it(workspace: Workspace, held: HeldIds) -> None:
    before = held.notes["return"]
    made = from_note(workspace, before)
    with workspace.write("Close"):
        closed = workspace.records.notes.save(
            before.model_copy(
                update={
                    "sensitivity": Sensitivity.EXEMPT,
                    "exempt_reason": "Schedule 12A, paragraph 1: x",
                    "text": "Will send the list by Friday",
                    "speaker": "Mr D Cole",
                }
            )
        )
        follow_note(workspace, before, closed)
    kept = workspace.records.requests.get(made.id)
    assert (kept.sensitivity, kept.exempt_reason) == (Sensitivity.EXEMPT, "Schedule 12A, paragraph 1: x")
    assert (kept.what, kept.asked_of) == ("Will send the list by Friday", "Mr D Cole")
    undo(workspace)
    assert workspace.records.requests.get(made.id).sensitivity is Sensitivity.WORKING


def test_words_written_otherwise_and_a_stricter_request_stay(workspace: Workspace, held: HeldIds) -> None:
    before = held.notes["return"]
    made = from_note(workspace, before, what="The 2025 return", asked_of="Ms Q Patel")
    made = change_request(workspace, made, sensitivity=Sensitivity.CONFIDENTIAL)
    after = change_note(workspace, before, "Open", text="Something else", sensitivity=Sensitivity.PUBLIC, speaker="X")
    follow_note(workspace, before, after)
    kept = workspace.records.requests.get(made.id)
    assert (kept.what, kept.asked_of, kept.sensitivity) == ("The 2025 return", "Ms Q Patel", Sensitivity.CONFIDENTIAL)


def test_a_request_is_never_less_private_than_its_line(workspace: Workspace, held: HeldIds) -> None:
    before = held.notes["return"]
    made = change_request(workspace, from_note(workspace, before), sensitivity=Sensitivity.PUBLIC)
    after = change_note(workspace, before, "Close", sensitivity=Sensitivity.CONFIDENTIAL)
    follow_note(workspace, before, after)
    assert workspace.records.requests.get(made.id).sensitivity is Sensitivity.CONFIDENTIAL


def test_a_request_outlives_its_line(workspace: Workspace, held: HeldIds) -> None:
    made = from_note(workspace, held.notes["return"])
    bin_note(workspace, held.notes["return"])
    (kept,) = requests_of(workspace, held.interview.group_id)
    assert kept == made
    assert where_from(workspace, kept) == "from a line of Attendance team that lies in the bin"


def test_what_arrived_is_kept_with_it(workspace: Workspace, held: HeldIds, group: Group) -> None:
    with workspace.write("Add"):
        handed = workspace.records.submissions.add(Submission(group_id=group.id, reference="SA01", title="Return"))
        other = workspace.records.groups.add(Group(title="Other"))
        strange = workspace.records.submissions.add(Submission(group_id=other.id, reference="OT01", title="x"))
    made = from_note(workspace, held.notes["return"])
    with pytest.raises(NotAccepted, match="another group"):
        settle(workspace, made, RequestState.RECEIVED, submission_id=strange.id)
    done = settle(workspace, made, RequestState.RECEIVED, submission_id=handed.id)
    assert (done.state, done.submission_id, done.outcome) == (RequestState.RECEIVED, handed.id, "SA01")
    again = settle(workspace, done, RequestState.OPEN)
    assert (again.state, again.submission_id, again.outcome) == (RequestState.OPEN, "", "")
    gone = settle(workspace, again, RequestState.NOT_COMING, outcome="they do not keep it", submission_id=handed.id)
    assert (gone.submission_id, gone.outcome) == ("", "they do not keep it")


def test_two_people_do_not_settle_over_each_other(workspace: Workspace, held: HeldIds) -> None:
    read = from_note(workspace, held.notes["return"])
    settle(workspace, read, RequestState.NOT_COMING)
    with pytest.raises(Clash):
        settle(workspace, read, RequestState.RECEIVED)
    change_request(workspace, read, owner="Mr T Reed")
    assert workspace.records.requests.get(read.id).state is RequestState.NOT_COMING


def test_the_list_has_the_overdue_on_top(workspace: Workspace, group: Group) -> None:
    today = workspace.today().date()
    ask_for(workspace, group.id, "No day")
    ask_for(workspace, group.id, "Next week", due=today + timedelta(days=7))
    late = ask_for(workspace, group.id, "Late", due=today - timedelta(days=1))
    due_today = ask_for(workspace, group.id, "Today", due=today)
    done = ask_for(workspace, group.id, "Done", due=today - timedelta(days=9))
    settle(workspace, done, RequestState.RECEIVED)
    names = [r.what for r in requests_of(workspace, group.id)]
    assert names == ["Late", "Today", "Next week", "No day", "Done"]
    assert [r.id for r in overdue(workspace, group.id)] == [late.id]
    assert not due_today.is_overdue(today)
    bin_request(workspace, late)
    assert overdue(workspace, group.id) == []


def test_a_request_is_found_by_number_words_or_id(workspace: Workspace, group: Group) -> None:
    one, two = ask_for(workspace, group.id, "The return"), ask_for(workspace, group.id, "The list")
    assert find_request(workspace, group.id, "2").id == two.id
    assert find_request(workspace, group.id, one.id).id == one.id
    assert find_request(workspace, group.id, "the  LIST").id == two.id
    with pytest.raises(NoSuchRequest, match="could be 1 The return or 2 The list"):
        find_request(workspace, group.id, "the")
    for name in ("3", "", "9" * 30, "nothing"):
        with pytest.raises(NoSuchRequest):
            find_request(workspace, group.id, name)


def test_an_empty_one_is_refused(workspace: Workspace, group: Group) -> None:
    with pytest.raises(NotAccepted):
        ask_for(workspace, group.id, " \n ")
    made = ask_for(workspace, group.id, "The \x1b[31mreturn\n by school")
    assert made.what == "The return by school"
    with pytest.raises(NotAccepted):
        change_request(workspace, made, what=" ")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("Friday", date(2026, 1, 16)),
        ("by fri", date(2026, 1, 16)),
        ("wednesday", date(2026, 1, 21)),
        ("next Friday", date(2026, 1, 23)),
        ("in two weeks", date(2026, 1, 28)),
        ("within 10 days", date(2026, 1, 24)),
        ("a month", date(2026, 2, 14)),
        ("next week", date(2026, 1, 21)),
        ("end of the week", date(2026, 1, 16)),
        ("the end of next week.", date(2026, 1, 23)),
        ("end of the month", date(2026, 1, 31)),
        ("end of next month", date(2026, 2, 28)),
        ("tomorrow", date(2026, 1, 15)),
        ("by 3rd February", date(2026, 2, 3)),
        ("14/1/2027", date(2027, 1, 14)),
    ],
)
def test_a_day_is_typed_as_people_write_it(typed: str, day: date | None) -> None:
    assert read_due(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["soon", "in weeks", "in a while", "31 February", "fr"])
def test_what_is_no_day_is_said(typed: str) -> None:
    with pytest.raises(NotADate):
        read_due(typed, TODAY)


def test_a_line_may_name_the_day_itself() -> None:
    assert due_in("Will send the return by Friday, I hope", TODAY) == date(2026, 1, 16)
    assert due_in("They will write within two weeks", TODAY) == date(2026, 1, 28)
    assert due_in("The figures come at the end of the month", TODAY) == date(2026, 1, 31)
    assert due_in("We meet every Friday", TODAY) is None
    assert due_in("", TODAY) is None
