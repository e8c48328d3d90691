"""Splitting and merging recommendations: every finding, reply, letter, progress and link in prose follows; one undo."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.chaser import Chaser
from groups.group import Group
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation, RecommendationState, by_addressee, shown_numbers
from groups.response import Covered, Progress
from workbench.report.briefing_note import briefing_note
from workbench.report.numbering import number
from workbench.services.agreeing import drop
from workbench.services.editing import NotAccepted
from workbench.services.findings import add_finding
from workbench.services.parting import Shared, merge, split, split_in_two
from workbench.services.recommending import add_recommendation, address_to, move_recommendation
from workbench.services.replies import add_reply
from workbench.workspace.undo import next_undo, redo, undo
from workbench.workspace.workspace import Workspace

CABINET, TRUST = "Cabinet Member for Schools", "Wexcombe Trust"


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Make a group"):
        return workspace.records.groups.add(Group(title="School Meals", boards=["Scrutiny Board"]))


def full(workspace: Workspace, group: Group, count: int = 3) -> list[Recommendation]:
    """Recommendations with everything that can refer to them."""
    records = workspace.records
    rows = []
    for n in range(count):
        finding = add_finding(workspace, group.id, f"Finding {n}")
        to = CABINET if n < count - 1 else TRUST
        rows.append(add_recommendation(workspace, group.id, f"The service does {n}", to, [finding.id]))
    review = records.review(group.id)
    add_reply(workspace, review, [Covered(recommendation_id=row.id) for row in rows], "In hand.", body=CABINET)
    with workspace.write("Refer to them"):
        for row in rows:
            records.progress.add(Progress(group_id=group.id, recommendation_id=row.id))
        records.chasers.add(
            Chaser(group_id=group.id, addressee=CABINET, recommendation_ids=[row.id for row in rows], text="Please")
        )
        links = " ".join(
            f"[recommendation](#recommendation:{row.id}) and {{{{recommendation:{row.id}}}}}." for row in rows
        )
        records.prose.add(Prose(group_id=group.id, section=ReportSection.BACKGROUND, text=links))
    return rows


def must_hold(workspace: Workspace, group: Group) -> None:
    """Every reference is to something that is there, numbers run on, and the report can be put together."""
    review = workspace.records.review(group.id)
    alive = {row.id: {part.id for part in row.parts} | {""} for row in review.recommendations}
    for rest in review.rests_on:
        assert rest.part_id in alive[rest.recommendation_id]
    for reply in review.responses:
        assert reply.covers
        assert len(set(reply.covers)) == len(reply.covers)
        for covered in reply.covers:
            assert covered.part_id in alive[covered.recommendation_id]
    assert {row.recommendation_id for row in review.progress} <= alive.keys()
    for letter in review.chasers:
        assert set(letter.recommendation_ids) <= alive.keys()
        assert len(set(letter.recommendation_ids)) == len(letter.recommendation_ids)
    behind = {rest.finding_id for rest in review.rests_on}
    assert behind == {finding.id for finding in review.findings}
    printed = [n for paragraph in by_addressee(review.recommendations) for n, _ in paragraph.recommendations]
    assert printed == list(range(1, len(printed) + 1))
    number(briefing_note(review))  # raises DanglingReference


def test_a_merge_takes_everything_with_it_and_is_one_step(workspace: Workspace, group: Group) -> None:
    one, two, three = full(workspace, group)
    before = workspace.records.review(group.id)
    made = merge(workspace, [two, one, three])
    assert (made.id, made.addressee) == (two.id, CABINET)
    assert [part.text for part in made.parts] == ["The service does 1", "The service does 0", "The service does 2"]
    review = workspace.records.review(group.id)
    assert [row.id for row in review.recommendations] == [two.id]
    assert [rest.part_id for rest in review.rests_on] == [made.parts[n].id for n in (1, 0, 2)]
    assert [c.part_id for c in review.responses[0].covers] == [made.parts[n].id for n in (1, 0, 2)]
    assert review.chasers[0].recommendation_ids == [two.id]
    assert f"#part:{made.parts[1].id}" in review.prose[0].text
    assert f"#recommendation:{two.id}" in review.prose[0].text
    must_hold(workspace, group)
    assert undo(workspace) == "Make one of 3 recommendations"
    after = workspace.records.review(group.id)
    assert [r.action for r in after.recommendations] == [r.action for r in before.recommendations]
    assert [r.covers for r in after.responses] == [r.covers for r in before.responses]
    assert after.prose[0].text == before.prose[0].text
    redo(workspace)
    must_hold(workspace, group)


def test_as_one_text_everything_is_linked_to_the_whole(workspace: Workspace, group: Group) -> None:
    one, two, _ = full(workspace, group)
    split(workspace, two, "Steps:", ["Visit", "Ring"])
    made = merge(workspace, [one, two], as_parts=False)
    assert made.parts == []
    assert made.action == "The service does 0; and steps: Visit; Ring"
    must_hold(workspace, group)


def test_two_of_one_share_findings_and_replies_unless_chosen(workspace: Workspace, group: Group) -> None:
    one, two, _three = full(workspace, group)
    only = add_finding(workspace, group.id, "Another")
    with workspace.write("Rest"):
        records = workspace.records
        rest = records.rests_on.find(recommendation_id=one.id)[0]
        records.rests_on.add(rest.model_copy(update={"id": "", "version": 0, "finding_id": only.id}))
    first, second = split_in_two(workspace, one, "Ring", "Write", Shared(only_second=frozenset([only.id])))
    assert (first.id, second.addressee) == (one.id, CABINET)
    numbers = shown_numbers(records.recommendations.find())
    assert [numbers[row.id] for row in (first, second, two)] == ["1", "2", "3"]
    assert [r.finding_id for r in records.rests_on.find(recommendation_id=first.id)] == [rest.finding_id]
    assert {r.finding_id for r in records.rests_on.find(recommendation_id=second.id)} == {rest.finding_id, only.id}
    covered = [c.recommendation_id for c in records.responses.find()[0].covers]
    assert covered[:2] == [first.id, second.id]
    must_hold(workspace, group)
    assert undo(workspace) == "Split a recommendation into two"
    assert len(records.recommendations.find()) == 3
    assert [c.recommendation_id for c in records.responses.find()[0].covers][:2] == [one.id, two.id]


def test_a_reply_can_go_with_the_second_only(workspace: Workspace, group: Group) -> None:
    one, *_ = full(workspace, group)
    reply = workspace.records.responses.find()[0]
    first, second = split_in_two(workspace, one, "Ring", "Write", Shared(only_second=frozenset([reply.id])))
    covered = [c.recommendation_id for c in workspace.records.responses.find()[0].covers]
    assert second.id in covered
    assert first.id not in covered


def test_links_in_prose_to_a_part_that_goes_lead_to_the_whole(workspace: Workspace, group: Group) -> None:
    one, *_ = full(workspace, group)
    made = split(workspace, one, "Steps:", ["Visit", "Ring", "Wait"])
    with workspace.write("Refer"):
        rows = workspace.records.prose
        rows.save(rows.find()[0].model_copy(update={"text": f"See {{{{part:{made.parts[2].id}}}}}."}))
    split(workspace, made, "Steps:", ["Visit", "Ring"])
    assert workspace.records.prose.find()[0].text == f"See {{{{recommendation:{one.id}}}}}."
    must_hold(workspace, group)


def test_what_cannot_be_merged_or_split_is_refused_and_changes_nothing(workspace: Workspace, group: Group) -> None:
    one, two, _ = full(workspace, group)
    with pytest.raises(NotAccepted, match="at least two"):
        merge(workspace, [one, one])
    drop(workspace, two)
    with pytest.raises(NotAccepted, match="dropped"):
        merge(workspace, [one, two])
    with pytest.raises(NotAccepted, match="Both need some words"):
        split_in_two(workspace, one, "Ring", " ")
    assert len(workspace.records.recommendations.find()) == 3
    assert workspace.records.recommendations.get(two.id).state is RecommendationState.DROPPED


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_whatever_is_done_every_link_holds_and_undo_goes_all_the_way_back(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    with workspace.write("Make a group"):
        group = workspace.records.groups.add(Group(title=f"Meals {seed}", boards=["Board"]))
    full(workspace, group, 5)
    before = workspace.records.review(group.id)
    begun, done = next_undo(workspace), 0
    for _ in range(5):
        rows = workspace.records.recommendations.find(group_id=group.id)
        row = chance.choice(rows)
        match chance.choice(["split", "two", "merge", "text", "move", "address", "whole"]):
            case "split":
                split(workspace, row, "Steps:", [f"{n} of {seed}" for n in range(chance.randint(2, 4))])
            case "whole":
                split(workspace, row, "All of it", [])
            case "two":
                split_in_two(workspace, row, f"First of {row.action[:20]}", "Second")
            case "merge" | "text" as how if len(rows) > 1:
                merge(workspace, chance.sample(rows, min(len(rows), chance.randint(2, 3))), as_parts=how == "merge")
            case "address":
                address_to(workspace, row, chance.choice([CABINET, TRUST, "Another body"]))
            case _:
                move_recommendation(workspace, row, chance.choice([-1, 1]))
        # What changes nothing is no step.
        now = next_undo(workspace)
        done += now != begun
        begun = now
        must_hold(workspace, group)
    for _ in range(done):
        undo(workspace)
    after = workspace.records.review(group.id)
    for field in ("recommendations", "rests_on", "responses", "progress", "chasers", "prose"):
        kept = {"id", "version", "created_at", "created_by", "changed_at", "changed_by"}
        assert [r.model_dump(exclude=kept - {"id"}) for r in getattr(after, field)] == [
            r.model_dump(exclude=kept - {"id"}) for r in getattr(before, field)
        ]
