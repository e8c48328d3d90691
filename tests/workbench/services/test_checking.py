"""The whole check: settling, the printed numbers, the work programme; and the review of 2020 as it is known to be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from groups.finding import shown_numbers as finding_numbers
from groups.group import Group, Stage
from groups.prose import Prose, ReportSection
from groups.recommendation import RestsOn
from groups.recommendation import shown_numbers as recommendation_numbers
from index.glossary import Meaning
from index.passage_store import PassageStore
from interviews.checks import About
from interviews.submission import Submission
from tests.index.packs.fictional import PACK
from workbench.services.checking import NoSuchRemark, WholeCheck, by_subject, check_group
from workbench.services.editing import NotAccepted
from workbench.services.minutes import create_groups, propose_groups
from workbench.services.packs import keep_pack, propose_pack
from workbench.services.past_review import groups_from_report
from workbench.services.settling import reopen, settle
from workbench.workspace.undo import redo, undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Make a group"):
        return workspace.records.groups.add(Group(title="School Meals", council="Wexcombe City Council"))


def texts(whole: WholeCheck, about: About) -> list[str]:
    return [remark.text for remark in whole.open if remark.about is about]


# -- settling ---------------------------------------------------------------------------------------------------------


def test_settling_keeps_the_reason_and_is_one_step(workspace: Workspace, group: Group) -> None:
    first = check_group(workspace, group.id)
    remark = next(one for one in first.open if one.text == "The group has no members yet.")
    kept = settle(workspace, group.id, remark, "  Appointed in   May ")
    assert (kept.reason, kept.changed_by, kept.on) == ("Appointed in May", "A Tester", date(2026, 1, 14))
    after = check_group(workspace, group.id)
    assert remark not in after.open
    assert [one.settled for one in after.settled] == [kept]
    assert undo(workspace) == "Settle a remark of the check"
    assert remark in check_group(workspace, group.id).open
    assert redo(workspace) == "Settle a remark of the check"
    reopen(workspace, check_group(workspace, group.id).settled[0].settled or kept)
    assert remark in check_group(workspace, group.id).open
    undo(workspace)
    assert remark not in check_group(workspace, group.id).open


def test_a_second_reason_takes_the_place_of_the_first(workspace: Workspace, group: Group) -> None:
    remark = check_group(workspace, group.id).open[0]
    settle(workspace, group.id, remark, "One")
    settle(workspace, group.id, remark, "Another")
    (kept,) = workspace.records.settled.find(group_id=group.id)
    assert kept.reason == "Another"


def test_without_a_reason_nothing_is_settled(workspace: Workspace, group: Group) -> None:
    remark = check_group(workspace, group.id).open[0]
    with pytest.raises(NotAccepted, match="Say why"):
        settle(workspace, group.id, remark, " \x00 ")
    assert workspace.records.settled.find() == []


def test_a_remark_is_called_by_its_key_or_its_beginning(workspace: Workspace, group: Group) -> None:
    whole = check_group(workspace, group.id)
    remark = whole.open[0]
    assert whole.called(f" {remark.key.upper()} ").remark == remark
    assert whole.called(remark.key[:-2]).remark == remark
    with pytest.raises(NoSuchRemark, match="Several remarks"):
        whole.called("completeness")
    with pytest.raises(NoSuchRemark, match="There is no remark coverage-1"):
        whole.called("coverage-1")


# -- what is not in the record ----------------------------------------------------------------------------------------


def write(workspace: Workspace, group: Group, text: str) -> None:
    with workspace.write("Write"):
        workspace.records.prose.add(Prose(group_id=group.id, section=ReportSection.BACKGROUND, text=text))


def test_references_are_held_against_the_printed_report(workspace: Workspace, group: Group) -> None:
    write(workspace, group, "See paragraph 3.1 and Appendix 1.\n\nSee paragraph 3.3 and Appendix 2.")
    with workspace.write("Hand in"):
        workspace.records.submissions.add(
            Submission(group_id=group.id, reference="SM01", title="Letter", publication="publish", sensitivity="public")
        )
    said = texts(check_group(workspace, group.id), About.REFERENCES)
    assert [text.partition(", and")[0] for text in said] == [
        "Background and Information refers to paragraph 3.3",
        "Background and Information refers to Appendix 2",
    ]


def test_a_report_that_cannot_be_put_together_says_so_and_the_rest_is_checked(
    workspace: Workspace, group: Group
) -> None:
    write(workspace, group, "See {{finding:nowhere}} and Recommendation 4.")
    said = texts(check_group(workspace, group.id), About.REFERENCES)
    assert said[0].startswith("The report cannot be put together: At paragraph 3.1")
    assert any("refers to Recommendation 4" in text for text in said)


def test_the_glossary_says_what_an_abbreviation_means(workspace: Workspace, group: Group) -> None:
    write(workspace, group, "Most FSM pupils eat.")
    with workspace.transaction():
        PassageStore(workspace.db).words.add_meaning(Meaning(short="FSM", full="free school meals"))
    (text,) = texts(check_group(workspace, group.id), About.ABBREVIATIONS)
    assert text.endswith("write “free school meals (FSM)”.")


PLANNED = PACK.replace(
    "Reading in Primary Schools\tTo set up a group",
    "Reading in Primary Schools\tTo set up a T&F. Covering Reading for Pleasure, Phonics, and Homework Clubs",
)


def test_the_work_programme_against_the_groups(workspace: Workspace) -> None:
    kept = keep_pack(workspace, propose_pack(PLANNED.encode(), "pack.txt"))
    reading, libraries = create_groups(workspace, kept, propose_groups(workspace.packs.content(kept.id), "34"))
    line = next(n for n, text in enumerate(PLANNED.split("\n"), start=1) if "Phonics" in text)
    said = [remark for remark in check_group(workspace, reading.id).open if remark.about is About.DRIFT]
    assert [(remark.table, remark.record_id, remark.line) for remark in said] == [("packs", kept.id, line)] * 2
    assert said[0].text == (
        f"The work programme (line {line} of the pack) names Phonics for a task and finish group, and no group has it: "
        "say in the report what became of it."
    )
    assert texts(check_group(workspace, libraries.id), About.DRIFT)[-1] == (
        "The work programme does not name School Libraries, which the resolution gave to this group: say in the report "
        "how it came in."
    )
    with workspace.write("Make a group"):
        workspace.records.groups.add(Group(title="Phonics", stage=Stage.PROPOSED))
    left = texts(check_group(workspace, reading.id), About.DRIFT)
    assert ["Homework Clubs" in text for text in left] == [True], "a group has the other topic now"


def test_subjects_stand_in_order_with_their_remarks(workspace: Workspace, group: Group) -> None:
    whole = check_group(workspace, group.id)
    parts = by_subject(whole.open)
    assert [remark for _, some in parts for remark in some] == whole.open
    assert all(some for _, some in parts)


# -- the real packs ---------------------------------------------------------------------------------------------------

# What one careful reading puts behind each recommendation of 2020.
BEHIND = {
    "1a": "6.1.vii 7.1.3.iii 7.1.4.iii 7.1.4.vi",
    "1b": "6.1.iv 6.1.v",
    "2": "7.1.4.iv 7.2.vi",
    "3": "6.1.viii 7.1.2.iv 7.2.i 7.2.ii",
    "4": "6.1.ii 7.2.iv",
    "5": "6.1.x 7.1.3.iv",
    "6": "6.1.ix 7.2.iii",
}


@pytest.fixture
def whole_2020(workspace: Workspace, packs_dir: Path) -> WholeCheck:
    text = (packs_dir / "2020-12-03.txt").read_bytes()
    (group,), _ = groups_from_report(workspace, keep_pack(workspace, propose_pack(text, "pack.txt")))
    review = workspace.records.review(group.id)
    found = {number: row_id for row_id, number in finding_numbers(review.findings).items()}
    ids = {number: row_id for row_id, number in recommendation_numbers(review.recommendations).items()}
    parts = {part.id: row.id for row in review.recommendations for part in row.parts}
    with workspace.write("Say what rests on what"):
        for shown, findings in BEHIND.items():
            for finding in findings.split():
                workspace.records.rests_on.add(
                    RestsOn(
                        group_id=group.id,
                        recommendation_id=parts.get(ids[shown], ids[shown]),
                        part_id=ids[shown] if ids[shown] in parts else "",
                        finding_id=found[finding],
                    )
                )
    return check_group(workspace, group.id)


def test_2020_the_findings_that_lead_nowhere(whole_2020: WholeCheck) -> None:
    said = texts(whole_2020, About.TRACEABILITY)
    alone = {text.split()[1] for text in said if text.endswith("leads nowhere: use it, or say why not.")}
    assert alone >= {"6.1.iii", "6.1.vi", "7.1.1.iv", "7.1.4.v", "7.2.v"}
    assert len(alone) <= 8, "what only says that something goes well is gathered in one line"
    assert not alone & {finding for some in BEHIND.values() for finding in some.split()}
    assert not any("rests on no" in text for text in said)


def test_2020_the_two_attributions(whole_2020: WholeCheck) -> None:
    said = texts(whole_2020, About.ATTRIBUTION)
    assert any(text.startswith("Finding 7.2.iv") and "Police" in text for text in said)
    assert any(text.startswith("Finding 7.2.i ") and "Health Visitors" in text for text in said)
    assert len(said) <= 3


def test_2020_coverage_and_drift(whole_2020: WholeCheck) -> None:
    coverage = texts(whole_2020, About.COVERAGE)
    assert "2c has no reported answer: going by the words, no finding speaks to it." in coverage
    for partner in ("Coventry Safeguarding Partnership", "MASH"):
        assert f"{partner} was interviewed, and no finding reports what was said." in coverage
    assert texts(whole_2020, About.DRIFT) == [
        "The scope planned 4 meetings, and 7 were held: say why in the report, or amend the scope.",
        "The scope planned to report on 19 March 2020, and the report is of 3 December 2020 (its work was suspended "
        "meanwhile): say why in the report.",
    ]


def test_2020_every_recommendation_lacks_a_date_and_a_measure(whole_2020: WholeCheck) -> None:
    said = texts(whole_2020, About.WORDING)
    for number in range(1, 7):
        assert f"Recommendation {number} cannot be checked later: no date and no measure." in said
    assert any(text.startswith("Recommendation 3 says “makes every effort”") for text in said)
    assert any(text.startswith("Recommendation 2 says") and "by whom" in text for text in said)


def test_2020_the_data_snapshot(whole_2020: WholeCheck) -> None:
    said = texts(whole_2020, About.EVIDENCE)
    assert any("DV Contact Timeliness 2018 are identical in all 12 months" in text for text in said)


def test_2020_names_abbreviations_and_equality(whole_2020: WholeCheck) -> None:
    names = texts(whole_2020, About.NAMES)
    assert len(names) == 2, "the Partnership under two names, and the title without its apostrophe"
    short = {text.split()[0] for text in texts(whole_2020, About.ABBREVIATIONS)}
    assert short == {"“T&F”", "NFA", "GDPR", "UHCW", "RHRT", "FGM"}
    assert texts(whole_2020, About.REFERENCES) == [], "paragraph 2 and Appendices 1 to 4 are there"
    assert texts(whole_2020, About.NUMBERS) == []
    (prompts, notes) = texts(whole_2020, About.EQUALITY)
    assert "speaks of looked after children and says nothing on age, disability" in prompts
    assert notes.endswith("1, 2, 3, 4, 5 and 6.")


def test_2026_the_topics_of_the_work_programme(workspace: Workspace, packs_dir: Path) -> None:
    kept = keep_pack(workspace, propose_pack((packs_dir / "2026-01-22.txt").read_bytes(), "pack.txt"))
    made = create_groups(workspace, kept, propose_groups(workspace.packs.content(kept.id), "24"))
    home, school = (texts(check_group(workspace, group.id), About.DRIFT) for group in made)
    for topic in ("Child Missing Education", "SEND without an appropriate place"):
        assert any(f"names {topic} for a task and finish group, and no group has it" in text for text in home)
    assert any("does not name School Attendance" in text for text in school)
    assert not any("does not name" in text for text in home)
    assert "No Chair is named." in texts(check_group(workspace, made[0].id), About.COMPLETENESS)
