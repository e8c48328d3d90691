"""What follows a report: clocks and their rules, what is late, letters, progress and its report, the scorecard."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from groups.clock import ClockStart, default_rules, rule_for
from groups.group import Group, MeetingKind, Stage, Suspension
from groups.reply_reading import read_reply
from groups.response import Covered, Doing, Impact, Position
from groups.scorecard import By, scorecard
from interviews.monitoring import Kind, asked, due_in_words, next_review, pointed, waits
from interviews.review import Review
from interviews.role_name import RoleName
from tests.workbench.outcome_samples import CABINET, PARTNERSHIP, TODAY, sent_review
from workbench.services import chasing, monitoring
from workbench.services.clocks import (
    all_late,
    bin_rule,
    find_rule,
    has_own_rules,
    late_remarks,
    outcome_of,
    reset_rules,
    rules_of,
    set_rule,
)
from workbench.services.editing import NotAccepted
from workbench.services.overview import at_a_glance
from workbench.services.packs import keep_pack, propose_pack
from workbench.services.past_review import groups_from_report
from workbench.services.replies import add_reply, ask_back, confirm, find_reply, how_far, question_for
from workbench.services.scorecard import all_items
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    return sent_review(workspace)


def outcome(workspace: Workspace, group: Group) -> Review:
    return outcome_of(workspace, workspace.records.groups.get(group.id))


def covering(*ids: str) -> list[Covered]:
    return [Covered(recommendation_id=i[:2], part_id=i if len(i) > 2 else "") for i in ids]


def numbers(found: Review) -> dict[str, str]:
    return {one.number: one.reply.position.value if one.reply else "" for one in asked(found)}


# -- what waits -------------------------------------------------------------------------------------------------------


def test_what_waits_is_told_by_addressee_with_its_rule(workspace: Workspace, group: Group) -> None:
    cabinet, partnership = waits(outcome(workspace, group), rules_of(workspace), TODAY)
    assert (cabinet.addressee, cabinet.numbers, cabinet.late) == (CABINET, "1, 2, 3", 12)
    assert due_in_words(cabinet.due, TODAY) == "reply overdue 12 days"
    assert cabinet.due.why == "two months from 2 Nov 2025, when the report was received"
    assert (partnership.numbers, due_in_words(partnership.due, TODAY)) == ("4, 5", "asked, no statutory date")


def test_one_part_may_be_answered_and_the_other_wait(workspace: Workspace, group: Group) -> None:
    add_reply(workspace, outcome(workspace, group), covering("r1a", "r2"), "Yes.", body="Director")
    found = outcome(workspace, group)
    assert [w.numbers for w in waits(found, rules_of(workspace), TODAY)] == ["1b, 3", "4, 5"]
    assert numbers(found)["1a"] == numbers(found)["2"] == "none yet"


def test_nobody_is_late_before_the_board_has_agreed(workspace: Workspace) -> None:
    nothing = dict.fromkeys(("board_agreed_on", "notice_on", "sent_on", "received_on"))
    group = sent_review(workspace, stage=Stage.AGREED_BY_GROUP, **nothing)
    found = outcome(workspace, group)
    assert waits(found, rules_of(workspace), TODAY) == []
    assert pointed(found, rules_of(workspace), TODAY) == []
    assert chasing.nothing_to_ask(found).startswith("The Board has not agreed")


def test_a_missing_day_is_asked_for(workspace: Workspace) -> None:
    group = sent_review(workspace, board_agreed_on=None, notice_on=None)
    texts = [p.text for p in pointed(outcome(workspace, group), rules_of(workspace), TODAY)]
    assert texts == [
        "No clock runs for a reply yet: say on which day the Board agreed the recommendations or gave notice."
    ]


def test_a_suspension_moves_what_the_group_asked_for_and_not_the_law(workspace: Workspace) -> None:
    group = sent_review(workspace, replies_wanted_by=date(2025, 12, 31))
    before = [w.due.day for w in waits(outcome(workspace, group), rules_of(workspace), TODAY)]
    with workspace.write("Suspend"):
        workspace.records.suspensions.add(
            Suspension(
                group_id=group.id, since=date(2025, 12, 1), until=date(2025, 12, 10), reason="pre-election period"
            )
        )
        workspace.records.suspensions.add(Suspension(group_id=group.id, period="some weeks in spring"))
    found = outcome(workspace, group)
    after = [w.due.day for w in waits(found, rules_of(workspace), TODAY)]
    assert before == [date(2026, 1, 2), date(2025, 12, 31)]
    assert after == [date(2026, 1, 2), date(2026, 1, 10)]
    set_up = [p.text for p in pointed(found, rules_of(workspace), TODAY) if p.kind is Kind.SET_UP]
    assert set_up == [
        "The suspension “some weeks in spring” moves no date of the group, since its first or last day is not known."
    ]


# -- what is late -----------------------------------------------------------------------------------------------------


def test_what_is_late_is_told_in_every_group_that_is_followed(workspace: Workspace, group: Group) -> None:
    late = all_late(workspace, TODAY)
    assert [(one.group.id, one.pointed.text) for one in late] == [
        (group.id, f"Reply overdue 12 days: {CABINET}, to 1, 2, 3 (due 2 Jan 2026).")
    ]
    for stage, is_told in ((Stage.MONITORING, True), (Stage.CLOSED, False), (Stage.ABANDONED, False)):
        monitoring.set_days(workspace, group.id, {}, stage)
        fresh = workspace.records.groups.get(group.id)
        assert bool(all_late(workspace, TODAY)) is is_told
        glance = at_a_glance(workspace, fresh, TODAY)
        assert (glance.late, bool(late_remarks(workspace, outcome(workspace, group), TODAY))) == (is_told, is_told)
        assert any("overdue 12 days" in remark.text for remark in glance.remarks) is is_told


def test_a_recommendation_whose_day_has_passed_and_a_report_of_progress_are_late_too(workspace: Workspace) -> None:
    group = sent_review(workspace, board_agreed_on=date(2024, 12, 1), replies_wanted_by=None)
    rows = workspace.records.recommendations
    with workspace.write("Set days"):
        for ident in ("r2", "r3"):
            rows.save(rows.get(ident).model_copy(update={"by_when": date(2026, 1, 4)}))
    monitoring.add_progress(
        workspace, outcome(workspace, group), rows.get("r3"), doing=Doing.COMPLETE, on=date(2024, 12, 20)
    )
    texts = [one.pointed.text for one in all_late(workspace, TODAY)]
    assert "Recommendation 2 was to be done by 4 Jan 2026, 10 days ago, and has no progress reported." in texts
    assert not any(text.startswith("Recommendation 3") for text in texts)
    assert (
        "Progress report overdue 25 days: it was due 20 Dec 2025, 12 months from 20 Dec 2024, when progress was last "
        "reported." in texts
    )


def test_what_was_refused_is_not_late(workspace: Workspace, group: Group) -> None:
    rows = workspace.records.recommendations
    with workspace.write("Set a day"):
        rows.save(rows.get("r2").model_copy(update={"by_when": date(2026, 1, 4)}))
    add_reply(
        workspace, outcome(workspace, group), covering("r2"), "No.", body="Cabinet", position=Position.NOT_ACCEPTED
    )
    assert not any("Recommendation 2 was" in one.pointed.text for one in all_late(workspace, TODAY))


# -- the rules --------------------------------------------------------------------------------------------------------


def test_the_rules_can_be_changed_and_go_back(workspace: Workspace, group: Group) -> None:
    assert rules_of(workspace) == list(default_rules())
    set_rule(workspace, "exec", {"months": 3})
    assert has_own_rules(workspace)
    assert [r.name for r in rules_of(workspace)] == [r.name for r in default_rules()]
    assert waits(outcome(workspace, group), rules_of(workspace), TODAY)[0].due.day == date(2026, 2, 2)
    set_rule(workspace, "Executive", {"days": -1})
    assert waits(outcome(workspace, group), rules_of(workspace), TODAY)[0].due.day == date(2026, 2, 1)
    set_rule(workspace, "Our trust", {"words": ["Wexcombe Safeguarding*"], "days": 30, "starts": ClockStart.SENT})
    assert rule_for(PARTNERSHIP, rules_of(workspace)).name == "Our trust"
    assert reset_rules(workspace)
    assert not reset_rules(workspace)
    assert rules_of(workspace) == list(default_rules())
    assert undo(workspace) == "Go back to the default reply clocks"
    assert rule_for(PARTNERSHIP, rules_of(workspace)).name == "Our trust"


def test_a_rule_can_be_taken_away_but_not_the_one_for_everybody_else(workspace: Workspace) -> None:
    rule = find_rule(workspace, "Executive")
    assert rule is not None
    bin_rule(workspace, rule)
    assert rule_for(CABINET, rules_of(workspace)).name == "Anyone else"
    last = find_rule(workspace, "Anyone else")
    assert last is not None
    with pytest.raises(NotAccepted, match="holds for all who are named nowhere else"):
        bin_rule(workspace, last)


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("Executive", {"months": 500}, "more than ten years"),
        ("Executive", {"source": " "}, "needs its source"),
        ("Partnership", {"statutory": True}, "does not start on a day of the group's own"),
        ("Dentists", {"months": 1}, "say whom it is for by words"),
        ("Executive", {"name": ""}, "needs a name"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused(
    workspace: Workspace, name: str, values: dict[str, object], why: str
) -> None:
    with pytest.raises(NotAccepted, match=why):
        set_rule(workspace, name, values)
    assert not has_own_rules(workspace)


# -- replies ----------------------------------------------------------------------------------------------------------


def test_a_position_is_proposed_and_set_only_by_a_person(workspace: Workspace, group: Group) -> None:
    reply = add_reply(
        workspace, outcome(workspace, group), covering("r4", "r5"), "This is a matter for the schools.", body="X"
    )
    assert (reply.position, reply.follow_up) == (Position.NONE_YET, "")
    (told,) = [p for p in pointed(outcome(workspace, group), rules_of(workspace), TODAY) if p.kind is Kind.NOT_READ]
    assert told.text.startswith("The reply to 4, 5 from X is not confirmed yet. Reads as: passed on, because of")
    assert question_for(reply).startswith("To whom was it passed")
    kept = confirm(workspace, reply)
    assert (kept.position, kept.follow_up) == (Position.PASSED_ON, question_for(reply))
    assert undo(workspace) == "Say where a reply stands"
    assert workspace.records.responses.get(reply.id).position is Position.NONE_YET
    other = confirm(workspace, workspace.records.responses.get(reply.id), Position.NOT_ACCEPTED)
    assert other.position is Position.NOT_ACCEPTED


def test_a_reply_that_commits_to_nothing_is_pointed_out_until_it_is_asked_back(
    workspace: Workspace, group: Group
) -> None:
    reply = confirm(workspace, add_reply(workspace, outcome(workspace, group), covering("r2"), "We note it.", body="X"))
    ask_back(workspace, reply, "")
    (told,) = [p for p in pointed(outcome(workspace, group), rules_of(workspace), TODAY) if p.kind is Kind.OPEN]
    assert "commits to nothing (no clear answer): ask back “Will you do it, by when," in told.text
    ask_back(workspace, reply, "Will you?")
    assert not [p for p in pointed(outcome(workspace, group), rules_of(workspace), TODAY) if p.kind is Kind.OPEN]


def test_a_reply_is_found_by_what_it_answers(workspace: Workspace, group: Group) -> None:
    made = add_reply(workspace, outcome(workspace, group), covering("r1a"), "Yes.", body="X")
    review = outcome(workspace, group)
    assert find_reply(review, "1a").id == find_reply(review, made.id).id == made.id
    with pytest.raises(LookupError, match="There is no reply to “3”"):
        find_reply(review, "3")


# -- letters ----------------------------------------------------------------------------------------------------------


def test_a_letter_is_about_all_that_waits_and_names_the_rule(workspace: Workspace, group: Group) -> None:
    review = outcome(workspace, group)
    cabinet, partnership = chasing.chases(workspace, review, TODAY)
    assert (cabinet.step.name, partnership.step.name) == ("Overdue", "Reminder")
    text = " ".join(chasing.letter_text(workspace, review, cabinet).split())
    for words in (
        "Wexcombe City Council", f"To: {CABINET}", "Date: 14th January 2026",
        "was due by 2nd January 2026, 12 days ago",
        "1) Count contacts as follows: a. Each partner by itself b. Advice that was given is recorded",
        "2) Tell all schools who can see the list", "3) Answer those who make a referral within five days",
        "Local Government Act 2000, section 9FE", "A Bell Scrutiny Officer a.bell@wexcombe.example",
    ):  # fmt: skip
        assert words in text
    assert "glossary" not in text
    other = " ".join(chasing.letter_text(workspace, review, partnership).split())
    assert "No day is laid down for your reply." in other
    assert "4) Add a chapter on safety online to the guidance 5) Add a glossary to the guidance" in other


def test_letters_come_in_steps_and_undo_takes_one_back(workspace: Workspace, group: Group) -> None:
    names = []
    for _ in range(3):
        review = outcome(workspace, group)
        chase = chasing.chase_to(workspace, review, "cabinet", TODAY)
        path, kept = chasing.write_letter(workspace, review, chase, "txt")
        names.append(chase.step.name)
        assert path.read_text(encoding="utf-8") == kept.text
        assert kept.recommendation_ids == ["r1", "r2", "r3"]
    assert names == ["Overdue", "To the Board", "To the Board"]
    assert "We wrote to you about it on 14th January 2026" in " ".join(kept.text.split())
    assert undo(workspace) == f"Write to {CABINET}: to the board"
    assert len(workspace.records.chasers.find()) == 2


def test_a_letter_in_word_holds_the_same(workspace: Workspace, group: Group, tmp_path: Path) -> None:
    review = outcome(workspace, group)
    chase = chasing.chase_to(workspace, review, CABINET, TODAY)
    path, _ = chasing.write_letter(workspace, review, chase, "docx", tmp_path / "letter.docx")
    lines = [p.text for p in Document(io.BytesIO(path.read_bytes())).paragraphs]
    assert "Your reply to our recommendations is overdue" in lines
    assert "Tell all schools who can see the list" in lines


def test_a_question_that_is_open_stands_in_the_letter(workspace: Workspace, group: Group) -> None:
    add_reply(
        workspace, outcome(workspace, group), covering("r4", "r5"), "It will be forwarded to the Partnership.",
        body="Director of Schools", received=date(2025, 12, 1), position=Position.PASSED_ON,
    )  # fmt: skip
    review = outcome(workspace, group)
    chase = chasing.chase_to(workspace, review, PARTNERSHIP, TODAY)
    assert (chase.waiting, len(chase.questions)) == ([], 1)
    text = " ".join(chasing.letter_text(workspace, review, chase).split())
    assert "what it leaves open" in text
    assert "The reply to recommendations 4 and 5 was given by Director of Schools on 1st December 2025" in text
    assert "It will be forwarded to the Partnership." in text
    assert "We ask: To whom was it passed, and who will tell us what they answer, by when?" in text
    assert "within the next ten working days" not in text


def test_there_is_no_letter_where_nothing_is_asked(workspace: Workspace, group: Group) -> None:
    with pytest.raises(NotAccepted, match=f"Nothing is asked of “Nobody”. Waiting: {CABINET}; {PARTNERSHIP}"):
        chasing.chase_to(workspace, outcome(workspace, group), "Nobody", TODAY)
    with pytest.raises(NotAccepted, match=r"there are 1 \(reminder\), 2 \(overdue\), 3 \(to the board\)"):
        chasing.step_called("9")


def test_names_that_are_published_as_roles_are_roles_in_letters_and_reports(workspace: Workspace, group: Group) -> None:
    with workspace.write("A role"):
        workspace.records.role_names.add(RoleName(group_id=group.id, name="Prudence Hartwell", role="Parent A"))
    review = outcome(workspace, group)
    add_reply(
        workspace, review, covering("r2"), "We asked Prudence Hartwell.", body="X", position=Position.NO_CLEAR_ANSWER
    )
    review = outcome(workspace, group)
    chase = chasing.chase_to(workspace, review, CABINET, TODAY)
    for text in (chasing.letter_text(workspace, review, chase), monitoring.render(workspace, group, "md").decode()):
        assert "Hartwell" not in text
        assert "We asked Parent A." in " ".join(text.split())
    # A file's name is read by more people than the file.
    with workspace.write("Name the group after her"):
        named = workspace.records.groups.save(review.group.model_copy(update={"title": "The Hartwell case"}))
    review = outcome(workspace, named)
    written, _ = chasing.write_letter(workspace, review, chasing.chase_to(workspace, review, CABINET, TODAY), "txt")
    assert written.name.startswith("the-parent-a-case")
    report = monitoring.export_progress(workspace, named, "md")
    assert report is not None
    assert report.name == "the-parent-a-case-progress-report.md"


# -- progress ---------------------------------------------------------------------------------------------------------


def test_progress_is_kept_day_by_day(workspace: Workspace, group: Group) -> None:
    row = workspace.records.recommendations.get("r3")
    add = monitoring.add_progress
    add(workspace, outcome(workspace, group), row, doing=Doing.UNDER_WAY, what="Begun.", on=date(2025, 12, 1))
    add(
        workspace, outcome(workspace, group), row, doing=Doing.COMPLETE, what="In use.", impact=Impact.CLEAR,
        evidence="9 of 10 are answered in time.", by="Head of Service",
    )  # fmt: skip
    told = next(row for row in how_far(outcome(workspace, group)) if row.number == 3)
    assert [p.doing for p in told.history] == [Doing.UNDER_WAY, Doing.COMPLETE]
    assert told.progress is not None
    assert (told.progress.on, told.progress.by) == (TODAY, "Head of Service")
    fresh = monitoring.new_progress(workspace, outcome(workspace, group), row)
    assert (fresh.doing, fresh.impact, fresh.on, fresh.id) == (Doing.COMPLETE, Impact.CLEAR, TODAY, "")
    with pytest.raises(NotAccepted, match="still ahead"):
        add(workspace, outcome(workspace, group), row, doing=Doing.COMPLETE, on=TODAY + timedelta(days=1))


def test_the_report_drafts_itself_in_the_order_of_the_recommendations(workspace: Workspace, group: Group) -> None:
    review = outcome(workspace, group)
    reply = add_reply(
        workspace, review, covering("r4", "r5"), "This will be passed on.\n\nTwice.", body="Director of Schools"
    )
    confirm(workspace, reply, Position.PASSED_ON)
    row = workspace.records.recommendations.get("r2")
    monitoring.add_progress(workspace, review, row, doing=Doing.COMPLETE, what="All were told.", impact=Impact.SOME)
    text = " ".join(monitoring.render(workspace, group, "txt").decode().split())
    at = [text.index(f"Recommendation {n}: ") for n in range(1, 6)]
    assert at == sorted(at)
    for words in (
        "Reply to 4 and 5 of Director of Schools: passed on. Word for word: This will be passed on. Twice.",
        "Done, as at 14th January 2026: complete. All were told.",
        "Impact: some. No evidence is given.",
        "Its impact is called some, and no evidence is given for it.",
        "Replies to six recommendations and lettered parts: 4 no reply and 2 passed on.",
        "4 nothing reported and 1 complete",
        "The next report of progress is due by 14th January 2027",
    ):
        assert words in text, words
    for form in monitoring.FORMATS:
        path = monitoring.export_progress(workspace, group, form)
        assert path is not None
        assert path.stat().st_size > 1000
    assert "<h3" in monitoring.render(workspace, group, "html").decode()


def test_the_next_report_is_where_the_board_meets_for_it(workspace: Workspace, group: Group) -> None:
    def following() -> date | None:
        found = next_review(outcome(workspace, group), rules_of(workspace), TODAY)
        return found.day if found else None

    assert following() == date(2026, 10, 30)
    fresh = workspace.records.groups.get(group.id)
    first = monitoring.plan_review(workspace, fresh, date(2026, 9, 8))
    assert (first.kind, first.held, following()) == (MeetingKind.BOARD, False, date(2026, 9, 8))
    assert monitoring.plan_review(workspace, fresh, date(2026, 9, 15)).id == first.id
    assert following() == date(2026, 9, 15)
    with pytest.raises(NotAccepted, match="still ahead"):
        monitoring.plan_review(workspace, fresh, TODAY)


def test_a_stage_asks_for_the_days_that_are_not_known(workspace: Workspace) -> None:
    group = sent_review(workspace, notice_on=None, received_on=None)
    assert [field for field, _ in monitoring.days_to_ask(group)] == ["received_on"]
    agreed = monitoring.set_days(workspace, group.id, {"received_on": date(2025, 11, 3)}, Stage.AGREED_BY_BOARD)
    assert [field for field, _ in monitoring.days_to_ask(agreed)] == ["notice_on"]
    with pytest.raises(NotAccepted, match="received before it was sent"):
        monitoring.set_days(workspace, group.id, {"received_on": date(2025, 1, 1)})


# -- the scorecard ----------------------------------------------------------------------------------------------------


def test_every_group_is_counted_by_board_year_and_addressee(workspace: Workspace, group: Group) -> None:
    review = outcome(workspace, group)
    add_reply(workspace, review, covering("r1a"), "Agreed.", body="X", position=Position.ACCEPTED)
    add_reply(workspace, review, covering("r2"), "Hm.", body="X")
    items = all_items(workspace)
    assert [(line.name, line.made, line.answers, line.unclear) for line in scorecard(items, By.ADDRESSEE)] == [
        (CABINET, 3, 4, 3),
        (PARTNERSHIP, 2, 2, 2),
    ]
    (line,) = scorecard(items, By.YEAR)
    counts = {(what, value): count for what, value, count in line.counts() if count}
    assert line.name == "2025/26"
    assert counts == {
        ("reply", "accepted"): 1,
        ("reply", "replied, not confirmed"): 1,
        ("reply", "no reply"): 4,
        ("doing", "nothing reported"): 5,
        ("impact", "nothing reported"): 5,
    }


# -- the review of 2020 -----------------------------------------------------------------------------------------------


def test_the_replies_of_2020_read_as_a_careful_reader_took_them(workspace: Workspace, packs_dir: Path) -> None:
    pack = keep_pack(workspace, propose_pack((packs_dir / "2020-12-03.txt").read_bytes(), "2020-12-03.txt"))
    (made,), _ = groups_from_report(workspace, pack)
    review = outcome(workspace, made)
    read = {one.number: read_reply(one.reply.text).position.value for one in asked(review) if one.reply}
    assert read == {
        "1a": "already doing",
        "1b": "no clear answer",
        "2": "needs more work",
        "3": "no clear answer",
        "4": "passed on",
        "5": "passed on",
        "6": "passed on",
    }
    assert {one.reply.position for one in asked(review) if one.reply} == {Position.NONE_YET}, "a person confirms"
    rows = {one.number: one.reply for one in asked(review)}
    assert rows["4"] == rows["5"] != rows["6"]
    assert scorecard(all_items(workspace), By.YEAR)[0].name == "2020/21"
