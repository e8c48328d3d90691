"""People by their names, meetings counted, suspensions in order."""

from datetime import date

import pytest
from pydantic import ValidationError

from groups.group import Meeting, MeetingKind, Stage, Suspension, meetings_held, next_meeting
from groups.people import same_person, serving_on_several


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mr G Marsh", "Gareth Marsh", True),
        ("Councillor A Okoro", "Cllr Ada Okoro (Chair)", True),
        ("Mr Marsh", "Gareth Marsh", False),
        ("G Marsh", "P Marsh", False),
        ("Ada Okoro", "Adaeze Okoro", False),
        ("", "", False),
        ("Cllr A B Okoro", "A Okoro", True),
    ],
)
def test_a_surname_alone_never_matches(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_who_serves_on_both_is_told() -> None:
    both = serving_on_several({"A": ["Councillor M Bell", "S Nair"], "B": ["Cllr Mary Bell", "J Garth"]})
    assert both == {"Councillor M Bell": ["A", "B"]}


def meeting(kind: MeetingKind, on: date | None = None, *, held: bool = True) -> Meeting:
    return Meeting(group_id="G", kind=kind, on=on, held=held)


def test_counts_are_computed_and_the_boards_meetings_left_out() -> None:
    rows = [
        meeting(MeetingKind.SCOPING),
        meeting(MeetingKind.SCOPING),
        meeting(MeetingKind.INTERVIEWING),
        meeting(MeetingKind.BOARD),
        meeting(MeetingKind.ANALYSING, held=False),
    ]
    assert meetings_held(rows) == {MeetingKind.SCOPING: 2, MeetingKind.INTERVIEWING: 1}


def test_the_next_meeting_is_the_nearest_ahead() -> None:
    rows = [meeting(MeetingKind.SCOPING, date(2026, 1, d)) for d in (5, 14, 20)] + [meeting(MeetingKind.BOARD)]
    found = next_meeting(rows, date(2026, 1, 6))
    assert found is not None
    assert found.on == date(2026, 1, 14)
    assert next_meeting(rows, date(2027, 1, 1)) is None


def test_a_meeting_that_was_held_today_is_not_the_next() -> None:
    today = date(2026, 1, 14)
    held, later = meeting(MeetingKind.SCOPING, today), meeting(MeetingKind.ANALYSING, date(2026, 2, 1))
    assert next_meeting([held, later], today) == later
    assert next_meeting([held.model_copy(update={"held": False}), later], today) != later


def test_a_suspension_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="cannot end before"):
        Suspension(group_id="G", since=date(2026, 3, 2), until=date(2026, 3, 1))


def test_stages_are_shown_as_sentences_begin() -> None:
    assert Stage.GATHERING.shown == "Gathering evidence"
    assert Stage.AT_BOARD.shown == "At Board"
