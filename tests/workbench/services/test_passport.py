"""The passport of a recommendation: every step in its place, nothing private in a public one, and as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from groups.group import Group
from groups.recommendation import RecommendationState
from interviews.review import Review
from tests.workbench.report.walked import KEY, keep_walked, walked
from workbench.demo.make import make_demo
from workbench.report.passport_page import Passport, Step, Where
from workbench.report.passport_parts import Wording, passport
from workbench.services.passport import FORMATS, export_passport, passport_of, render, wording_of
from workbench.services.past_review import reviews_in
from workbench.services.publishing import GivesAway
from workbench.workspace.workspace import Workspace

TODAY = date(2026, 11, 26)
WORDING = Wording("CANARY-WORDING at first", date(2026, 2, 1), "Ada Quill", 2, date(2026, 2, 9), "CANARY-AGREED")


def made(review: Review | None = None, *, private: bool = False, wording: Wording | None = WORDING) -> Passport:
    return passport(review or walked(), "r1", private=private, key=KEY, wording=wording, today=TODAY)


def steps(page: Passport, heading: str) -> list[Step]:
    """The steps under a heading, each followed by those that belong to it."""

    def walk(all_of: tuple[Step, ...]) -> Iterator[Step]:
        for step in all_of:
            yield step
            yield from walk(step.under)

    return [step for part in page.parts if part.heading == heading for step in walk(part.steps)]


def told(page: Passport, heading: str) -> list[str]:
    return [f"{s.label}|{s.words}|{s.about}".strip("|") for s in steps(page, heading)]


def changed(review: Review, **parts: object) -> Review:
    row = review.recommendations[0].model_copy(update=parts)
    return review.model_copy(update={"recommendations": [row, *review.recommendations[1:]]})


def test_it_tells_the_whole_way_in_order() -> None:
    page = made()
    assert page.title == "Recommendation 1"
    assert [part.heading for part in page.parts] == [
        "The recommendation",
        "How it came to its words",
        "What it rests on",
        "Who agreed to it",
        "What was answered",
        "What came of it",
        "What is still owed",
    ]
    assert told(page, "The recommendation") == [
        "The Families Scrutiny Board recommend to the Cabinet Member for Children that:",
        "1)|These steps are taken, by 1 September 2026, measured by the wait each term:|agreed by Board",
        "a.|families are told in ten days",
        "b.|letters end",
        "Cost|None.",
    ]


def test_under_each_finding_stand_the_words_of_those_who_said_it() -> None:
    lines = told(made(), "What it rests on")
    assert lines[:4] == [
        "Finding 6.1.i|Families wait too long.|contested; 1 partner, 1 kind, 1 contrary",
        "Supports|=1+1 is what they told us|Nurse A, School Nursing Trust, 14 Jan 2026, "
        "Interview 1 with School Nursing Trust, line 1",
        "Contradicts|“It took all summer,” Parent B said|Nurse A, School Nursing Trust, 14 Jan 2026, "
        "Interview 1 with School Nursing Trust, line 4",
        "1 piece of evidence is not for publication.",
    ]
    assert lines[4].endswith("behind b.")
    assert "Supports|“Letters are long.”|School Nursing Trust, 20 Jan 2026, Letter of the trust, line 3" in lines
    assert lines[-1] == "2 pieces of evidence are not for publication."
    assert made().left_out == 3


def test_every_step_leads_to_its_place() -> None:
    places = {step.words: step.where for step in steps(made(private=True), "What it rests on")}
    assert places["Families wait too long."] == Where("findings", "k1")
    assert places["=1+1 is what they told us"] == Where("notes", "n1")
    assert places["“Letters are long.”"] == Where("submissions", "s1", "l4")
    assert places["Cold, 2025: -12"] == Where("snapshots", "d1", "Cold, 2025")
    assert places["As told"] == Where("packs", "pack", "", 40)
    assert steps(made(), "What was answered")[0].where == Where("responses", "a1")
    assert steps(made(), "What came of it")[0].where == Where("progress", "g1")
    assert steps(made(), "Who agreed to it")[1].where == Where("groups", "g")


def test_the_reply_is_word_for_word_and_doing_and_impact_stand_apart() -> None:
    assert told(made(), "What was answered") == [
        "Reply to b.|We will look at letters.\nA date will follow.|Children's Services, 1 May 2026, no clear answer",
        "Asked back|On which day?",
    ]
    assert told(made(), "What came of it") == [
        "Doing: under way|A new form is in use.|1 Oct 2026, Head of Meals",
        "Impact: some|The wait fell to three weeks.",
    ]


def test_what_is_owed_names_each_thing() -> None:
    owed = told(made(), "What is still owed")
    assert "It was to be done by 1 Sep 2026." in owed
    assert "Asked back and not answered: On which day?" in owed
    assert "The reply says neither yes nor no (no clear answer)." in owed
    # Part a. has no reply yet; b. has.
    assert any(re.match(r"Cabinet Member for Children to 1a: ", line) for line in owed)
    assert "It has no measure." in told(made(changed(walked(), measure="")), "What is still owed")


def test_a_public_one_holds_nothing_private_and_a_private_one_everything() -> None:
    for form in FORMATS:
        data = render(made(), form)
        if form in ("txt", "md", "html"):
            assert b"canary" not in data.lower()
    assert "canary" not in str(made()).casefold()
    private = str(made(private=True))
    for word in ("CANARY-EXEMPT", "CANARY-PRIVATE", "CANARY-BIN", "CANARY-WORDING", "CANARY-AGREED", "Canaryfield"):
        assert word in private
    assert "Working copy – not for publication" in render(made(private=True), "txt").decode()
    assert "Proposed by" not in str(made())


def test_a_public_one_says_how_often_it_was_reworded_and_not_how() -> None:
    assert told(made(), "How it came to its words") == [
        "First written on 1 Feb 2026 and changed twice since, last on 9 Feb 2026."
    ]
    lines = told(made(private=True), "How it came to its words")
    assert lines[0] == "First words on 1 Feb 2026 by Ada Quill|CANARY-WORDING at first"
    assert lines[1] == "As the group agreed it|CANARY-AGREED"
    assert lines[2].startswith("Changed twice since; it reads|These steps are taken")


def test_where_nothing_is_there_yet_it_says_so() -> None:
    bare = walked().model_copy(update={n: [] for n in ("rests_on", "responses", "progress", "evidence_links")})
    page = made(changed(bare, state=RecommendationState.DRAFT, agreed_by=[]), wording=None)
    assert told(page, "What it rests on") == ["It rests on no finding."]
    assert told(page, "Who agreed to it") == ["The group has not agreed it yet."]
    assert told(page, "What was answered") == ["No reply is recorded."]
    assert told(page, "What came of it") == ["No progress is reported."]
    linked = walked().model_copy(update={"evidence_links": []})
    assert "No evidence is linked to it." in told(made(linked), "What it rests on")


def test_a_dropped_one_does_not_print_and_owes_nothing() -> None:
    page = passport(walked(), "r2", today=TODAY)
    assert page.title == "Dropped recommendation"
    assert told(page, "The recommendation")[0] == "Dropped|It does not print."
    assert told(page, "What is still owed") == []


def test_one_that_is_not_there_is_said() -> None:
    with pytest.raises(LookupError, match="not there any more"):
        passport(walked(), "nobody", today=TODAY)


# -- in a workspace ---------------------------------------------------------------------------------------------------


@pytest.fixture
def group(workspace: Workspace) -> Group:
    return keep_walked(workspace)


def test_its_wording_comes_out_of_the_history(workspace: Workspace, group: Group) -> None:
    rows = workspace.records.recommendations
    with workspace.write("Write"):
        row = rows.add(rows.get("r1").model_copy(update={"id": "", "version": 0, "action": "First"}))
    for words in ("Second", "Third"):
        with workspace.write("Reword"):
            row = rows.save(row.model_copy(update={"action": words}))
    with workspace.write("Agree"):
        rows.save(row.model_copy(update={"state": RecommendationState.AGREED_BY_GROUP}))
    found = wording_of(workspace, row.id)
    assert (found.first, found.changes, found.by) == ("First", 2, "A Tester")


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_written_in_every_form(workspace: Workspace, group: Group, form: str) -> None:
    public = export_passport(workspace, group, "r1", form)
    assert public is not None
    assert public.name == f"school-meals-recommendation-1-passport.{form}"
    private = export_passport(workspace, group, "r1", form, private=True)
    assert private is not None
    assert private.name.endswith(f"working-copy.{form}")


def test_a_public_one_that_gives_something_away_is_not_written(workspace: Workspace, group: Group) -> None:
    secret = "the child in question lives with her grandmother and has not been to school since March"
    with workspace.write("Paste"):
        note = workspace.records.notes.get("n2")
        workspace.records.notes.save(note.model_copy(update={"text": secret}))
        row = workspace.records.progress.get("g1")
        workspace.records.progress.save(row.model_copy(update={"evidence": f"We know that {secret}."}))
    with pytest.raises(GivesAway):
        export_passport(workspace, group, "r1", "docx")
    assert not list(workspace.exports.iterdir())
    assert export_passport(workspace, group, "r1", "docx", private=True) is not None


def test_a_review_that_was_read_from_a_pack_has_passports_too(workspace: Workspace) -> None:
    make_demo(workspace)
    pack = next(p for p in workspace.packs.all() if reviews_in(workspace, p))
    review = reviews_in(workspace, pack)[0].review
    for row in review.recommendations:
        page = passport(review, row.id, today=TODAY)
        assert page.number
        places = [step.where for step in steps(page, "What it rests on") if step.where]
        assert all(where.table in ("findings", "packs", "recommendations") for where in places)
        assert "As it was printed." in str(page) or not [r for r in review.rests_on if r.recommendation_id == row.id]


def test_every_recommendation_of_the_demo_can_be_walked_back(workspace: Workspace) -> None:
    make_demo(workspace)
    group = next(g for g in workspace.records.groups.find() if g.title == "School Travel")
    rows = workspace.records.recommendations.find(group_id=group.id)
    assert rows
    for row in rows:
        page = passport_of(workspace, group, row.id)
        labels = [step.label for step in steps(page, "What it rests on")]
        assert any(label.startswith("Finding") for label in labels)
        assert "Supports" in labels
