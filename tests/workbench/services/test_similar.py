"""What was recommended before: found by the trade's words, once each, with what was replied and what came of it."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from groups.group import Group, Stage
from groups.recommendation import Recommendation, RecommendationState, SubPart
from groups.response import Covered, Doing, Impact, Position, Progress, Response
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, Note
from interviews.submission import Submission
from tests.index.reviews.fictional import PACK
from workbench.services.packs import bin_pack, keep_pack, propose_pack
from workbench.services.past_review import groups_from_report
from workbench.services.similar import LEAST, past_for_advice, similar_to
from workbench.workspace.workspace import Workspace

REFUSED = "Tell families in writing why a place was refused"


def group(workspace: Workspace, title: str, *actions: str, stage: Stage = Stage.CLOSED, **more: Any) -> list[str]:
    """A group with these recommendations; their ids, that of the group first."""
    with workspace.write("Begin"):
        made = workspace.records.groups.add(Group(title=title, stage=stage, **more))
        rows = [
            workspace.records.recommendations.add(
                Recommendation(group_id=made.id, action=text, addressee="Cabinet Member for Transport", position=n)
            )
            for n, text in enumerate(actions)
        ]
    return [made.id, *(row.id for row in rows)]


def pack(workspace: Workspace, text: str = PACK, name: str = "pack.txt") -> Any:
    return keep_pack(workspace, propose_pack(text.encode(), name))


def test_the_likest_comes_first_and_what_is_not_like_it_not_at_all(workspace: Workspace) -> None:
    group(
        workspace,
        "School Travel",
        "The council opens a lido",
        "Drivers ring the school when a bus is late",
        "A driver meets each child before the first journey",
    )
    found = similar_to(workspace, "", "Bus drivers tell the school when they run late")
    assert found[0].text == "Drivers ring the school when a bus is late"
    assert all(LEAST <= one.likeness <= 1.0 for one in found)
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    assert "lido" not in " ".join(one.text for one in found)
    assert len(similar_to(workspace, "", "Bus drivers tell the school when they run late", limit=1)) == 1
    assert similar_to(workspace, "", "") == []
    assert similar_to(workspace, "", "the and of") == []


def test_it_says_what_was_replied_and_what_came_of_it(workspace: Workspace) -> None:
    ids = group(
        workspace, "School Travel", "Drivers ring the school when a bus is late", board_agreed_on=date(2025, 3, 6)
    )
    with workspace.write("Reply"):
        records = workspace.records
        records.responses.add(
            Response(
                group_id=ids[0],
                body="Cabinet Member",
                text="Yes, from May.",
                position=Position.ACCEPTED,
                covers=[Covered(recommendation_id=ids[1])],
            )
        )
        for day, doing in ((date(2025, 9, 1), Doing.COMPLETE), (date(2025, 6, 1), Doing.UNDER_WAY)):
            records.progress.add(
                Progress(group_id=ids[0], recommendation_id=ids[1], on=day, doing=doing, impact=Impact.SOME)
            )
    (one,) = similar_to(workspace, "", "Drivers ring schools about late buses")
    assert (one.addressee, one.source, one.on) == (
        "Cabinet Member for Transport",
        "School Travel, recommendation 1",
        date(2025, 3, 6),
    )
    assert one.replies == ["Cabinet Member: Yes, from May. (accepted)"]
    assert (one.position, one.outcome) == ("accepted", "complete; impact: some")
    assert one.place == (ids[0], ids[1])
    (past,) = past_for_advice(workspace, "")
    assert past == ("Drivers ring the school when a bus is late", one.addressee, one.source, True)


def test_one_without_a_reply_says_so(workspace: Workspace) -> None:
    group(workspace, "School Travel", "Drivers ring the school when a bus is late")
    (one,) = similar_to(workspace, "", "Drivers ring schools about late buses")
    assert (one.replies, one.position, one.outcome) == ([], "no reply yet", "nothing reported")
    assert [past.accepted for past in past_for_advice(workspace, "")] == [False]


def test_the_groups_own_and_the_dropped_ones_are_left_out(workspace: Workspace) -> None:
    mine = group(workspace, "Ours", "Drivers ring the school when a bus is late")
    theirs = group(workspace, "Theirs", "Drivers ring the school when a bus is late")
    assert [one.group_id for one in similar_to(workspace, mine[0], "late bus drivers ring")] == [theirs[0]]
    assert similar_to(workspace, mine[0], "late bus drivers ring", theirs[1]) == []
    row = workspace.records.recommendations.get(theirs[1])
    with workspace.write("Drop it"):
        workspace.records.recommendations.save(row.model_copy(update={"state": RecommendationState.DROPPED}))
    assert similar_to(workspace, mine[0], "late bus drivers ring") == []


def test_finished_reviews_come_before_those_at_work(workspace: Workspace) -> None:
    words = "Drivers ring the school when a bus is late"
    at_work = group(workspace, "At work", f"{words} today", stage=Stage.DRAFTING)
    finished = group(workspace, "Finished", f"{words} again", stage=Stage.MONITORING)
    assert [one.group_id for one in similar_to(workspace, "", words)] == [finished[0], at_work[0]]


def test_lettered_parts_count(workspace: Workspace) -> None:
    ids = group(workspace, "School Travel", "The travel service publishes each term:")
    row = workspace.records.recommendations.get(ids[1])
    parts = [SubPart(id="a", text="how many applications were refused"), SubPart(id="b", text="appeals upheld")]
    with workspace.write("Split"):
        workspace.records.recommendations.save(row.model_copy(update={"parts": parts}))
    (one,) = similar_to(workspace, "", "refused applications and appeals")
    assert one.text.splitlines() == [
        "The travel service publishes each term:",
        "a. how many applications were refused",
        "b. appeals upheld",
    ]


def test_an_abbreviation_is_what_it_stands_for(workspace: Workspace) -> None:
    group(
        workspace,
        "Ours",
        "The council visits families in elective home education",
        "The council visits families in Eastfield",
    )
    found = similar_to(workspace, "", "EHE visits")
    assert found[0].text == "The council visits families in elective home education"
    assert found[0].likeness > found[1].likeness


def test_of_a_pack_and_the_group_that_was_read_from_it_one_is_shown(workspace: Workspace) -> None:
    here = pack(workspace)
    one, *others = similar_to(workspace, "", REFUSED)
    assert one.text not in [other.text for other in others]
    assert (one.pack_id, one.line > 0, one.group_id, one.position) == (here.id, True, "", "no reply known")
    assert one.text == "Families are told in writing why a place was refused."
    assert one.place == (here.id, one.line)
    (made,), _ = groups_from_report(workspace, here)
    again, *others = similar_to(workspace, "", REFUSED)
    assert again.text not in [other.text for other in others]
    assert (again.pack_id, again.group_id) == ("", made.id)
    assert again.replies
    assert similar_to(workspace, made.id, REFUSED) == []


def test_the_same_words_in_two_packs_are_one(workspace: Workspace) -> None:
    pack(workspace)
    pack(workspace, PACK.replace("7th March", "8th March"), "again.txt")
    texts = [one.text for one in similar_to(workspace, "", REFUSED)]
    assert len(texts) == len(set(texts)) > 0


def test_a_pack_in_the_bin_is_not_searched(workspace: Workspace) -> None:
    bin_pack(workspace, pack(workspace))
    assert similar_to(workspace, "", REFUSED) == []


def test_nothing_private_comes_out(workspace: Workspace) -> None:
    """Notes, submissions, minority views and the evidence of an impact are no part of what is compared or shown."""
    secret = "Zebedee Quillfeather was late"
    ids = group(workspace, "School Travel", "Drivers ring the school when a bus is late")
    records = workspace.records
    with workspace.write("Plant"):
        interview = records.interviews.add(Interview(group_id=ids[0], title="Drivers"))
        for sensitivity in Sensitivity:
            records.notes.add(
                Note(
                    group_id=ids[0],
                    interview_id=interview.id,
                    text=secret,
                    sensitivity=sensitivity,
                    exempt_reason=secret,
                )
            )
        records.submissions.add(Submission(group_id=ids[0], reference="S1", title=secret, text=secret))
        row = records.recommendations.get(ids[1])
        records.recommendations.save(row.model_copy(update={"minority_view": secret, "proposed_by": secret}))
        records.progress.add(
            Progress(group_id=ids[0], recommendation_id=ids[1], doing=Doing.COMPLETE, what=secret, evidence=secret)
        )
    shown = similar_to(workspace, "", f"drivers ring the school, {secret}")
    assert len(shown) == 1
    assert "Quillfeather" not in repr([shown, past_for_advice(workspace, "")])
    assert similar_to(workspace, "", "Zebedee Quillfeather") == []


def test_it_can_be_stopped(workspace: Workspace) -> None:
    group(workspace, "School Travel", "Drivers ring the school when a bus is late")
    pack(workspace)
    asked: list[int] = []

    def stop(after: int) -> bool:
        asked.append(1)
        return len(asked) > after

    assert similar_to(workspace, "", "late buses", cancelled=lambda: True) == []
    assert similar_to(workspace, "", "late buses", cancelled=lambda: stop(2)) == []
    assert similar_to(workspace, "", "late buses", cancelled=lambda: False) != []


# -- the real packs ----------------------------------------------------------------------------------------------------

# Words as a councillor might write them → the day of the pack and the line of the recommendation that is meant.
WANTED = [
    ("Schools and others learn that the hub can see pupil records in the holidays", "2020-12-03", 204),
    ("Each hospital, charity and voluntary body has a row of its own in the figures", "2020-12-03", 201),
    ("Referrers get an answer faster", "2020-12-03", 205),
    ("The thresholds guidance covers contextual harm outside the home", "2020-12-03", 207),
    ("RHRT has a list that explains its terms", "2020-12-03", 208),
    ("Partners get a plain guide to GDPR and what may be shared", "2020-12-03", 209),
    ("Staff have training and support in talking with children", "2020-12-03", 931),
    ("How agencies respond to grooming", "2020-12-03", 932),
    ("A pathway for sexual abuse within families", "2020-12-03", 935),
    ("Practice with young people who were abused and abuse others", "2020-12-03", 936),
    ("What parents of disabled children are told of the universal offer", "2020-10-15", 146),
    ("One dataset on race and serious youth violence for all boards", "2026-01-22", 755),
    ("The national panel's report on racism is read by the partnership", "2026-01-22", 756),
    ("Every partner records ethnicity in the same way", "2026-01-22", 757),
    ("Research among young black people in the justice system", "2026-01-22", 758),
]


@pytest.fixture
def archive(workspace: Workspace, packs_dir: Path) -> Workspace:
    for day in ("2020-12-03", "2021-09-16", "2026-01-22"):
        keep_pack(workspace, propose_pack((packs_dir / f"{day}.txt").read_bytes(), f"{day}.txt"))
    return workspace


def test_in_the_real_packs_the_one_meant_is_among_the_first_three(archive: Workspace) -> None:
    missed = [
        (words, line)
        for words, day, line in WANTED
        if (date.fromisoformat(day), line) not in [(one.on, one.line) for one in similar_to(archive, "", words)[:3]]
    ]
    assert missed == []


def test_a_board_that_speaks_to_itself_is_no_past_recommendation(archive: Workspace) -> None:
    lines = {(one.on, one.line) for words, _, _ in WANTED for one in similar_to(archive, "", words, limit=50)}
    assert (date(2021, 9, 16), 210) not in lines
    assert not {past.addressee for past in past_for_advice(archive, "") if "Scrutiny Board" in past.addressee}


def test_three_packs_and_five_groups_take_less_than_a_tenth_of_a_second(archive: Workspace) -> None:
    for n in range(5):
        group(archive, f"Group {n}", *(f"The service numbered {m} of group {n} visits every family" for m in range(8)))
    similar_to(archive, "", WANTED[0][0])
    times = []
    for words, _, _ in WANTED[:7]:
        begin = time.perf_counter()
        similar_to(archive, "", words)
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.1
