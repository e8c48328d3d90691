"""What is questioned about findings: whom they name, how many they say said so, what they rest on, where they lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.finding import Finding, FindingKind, WhyNowhere, shown_numbers
from groups.group import Group
from groups.recommendation import Recommendation, RestsOn
from groups.sensitivity import Sensitivity
from interviews.finding_checks import FindingRemark, finding_remarks
from interviews.finding_evidence import bearings
from interviews.interview import Interview, Interviewee, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.review import Review
from interviews.submission import Snapshot, Submission
from tests.workbench.conftest import author, workspace
from tests.workbench.services.test_past_review import BEHIND, NOWHERE, numbered, taken_in
from workbench.workspace.workspace import Workspace

__all__ = ["author", "workspace"]

G: dict[str, Any] = {"group_id": "g"}
FOR, AGAINST, CONTEXT = Relation.SUPPORTS, Relation.CONTRADICTS, Relation.CONTEXT

PARTNERS = [
    Partner(**G, id="police", name="Wexcombe Police", short_name="Police", position=1),
    Partner(**G, id="health", name="Health", position=2),
    Partner(**G, id="wht", name="Wexcombe Hospitals Trust", short_name="WHT", umbrella_id="health", position=3),
    Partner(**G, id="nvct", name="North Vale Community Trust", short_name="NVCT", umbrella_id="health", position=4),
    Partner(**G, id="forum", name="Parent and Carer Forum", position=5),
]
KINDS = {"quote": NoteKind.QUOTE, "fact": NoteKind.FACT, "anecdote": NoteKind.ANECDOTE}


def review(text: str, *links: tuple[str, Relation], findings: list[Finding] | None = None, **more: Any) -> Review:
    """A review of one key finding with links to notes: ("police", FOR), or ("police anecdote", FOR) for a kind."""
    found = findings if findings is not None else [Finding(**G, id="f", text=text)]
    interviews = [
        Interview(**G, id=f"i-{p.id}", title=p.name, partner_ids=[p.id], state=InterviewState.CLOSED_OUT)
        for p in PARTNERS
        if p.id != "health"
    ]
    notes, linked = [], []
    for n, (what, relation) in enumerate(links):
        partner, _, kind = what.partition(" ")
        note = Note(**G, id=f"n{n}", interview_id=f"i-{partner}", text="x", kind=KINDS.get(kind, NoteKind.NOTE))
        notes.append(note)
        address = Address(kind=EvidenceKind.NOTE, id=note.id)
        linked.append(EvidenceLink(**G, id=f"l{n}", finding_id="f", address=address, relation=relation, position=n))
    given = {"partners": PARTNERS, "interviews": interviews, **more}
    return Review(group=Group(id="g", title="T"), findings=found, notes=notes, evidence_links=linked, **given)


def told(about: str, looked: Review) -> list[str]:
    return [remark.text for remark in finding_remarks(looked) if remark.about == about]


# -- words of quantity -------------------------------------------------------------------------------------------------


def test_all_is_questioned_by_one_contradiction() -> None:
    every = [(p, FOR) for p in ("police", "wht", "forum")]
    assert told("wording", review("All partners agree.", *every)) == []
    (text,) = told("wording", review("All partners agree.", *every, ("nvct", AGAINST)))
    assert text.startswith("Finding 6.1.i says “All partners agree”: evidence from NVCT speaks against it. One voice")
    assert "What would bear it: evidence from every partner that was heard" in text


def test_all_needs_every_partner_that_was_heard_and_an_umbrella_is_one() -> None:
    (text,) = told("wording", review("All partners agree.", ("police", FOR), ("wht", FOR)))
    assert "two of the three partners heard are behind it (not Parent and Carer Forum)" in text
    (text,) = told("wording", review("All partners agree."))
    assert "nothing that is linked to it supports it, and three partners were heard" in text


@pytest.mark.parametrize(
    ("text", "links", "lacking"),
    [
        ("Most partners welcomed it.", ["police"], "one of the three partners heard is behind it"),
        ("Most partners welcomed it.", ["police", "nvct"], ""),
        ("Many partners raised it.", ["police", "wht"], "only 2 sources (Police and WHT) are behind it"),
        ("Many partners raised it.", ["police", "wht", "forum"], ""),
        ("Several partners raised it.", ["police", "wht"], "only 2 sources"),
        ("Some partners raised it.", ["police"], "only 1 source (Police) is behind it"),
        ("Some partners raised it.", ["police", "wht"], ""),
        ("Partners highlighted delays.", ["police"], "only 1 source (Police) is behind it"),
        ("Partners highlighted delays.", ["police", "forum"], ""),
        ("Both partners raised it.", ["police"], "only 1 source"),
        ("Most families are content.", ["police", "forum"], "no figure is behind it, only 2 sources"),
        ("Most families are content.", ["police fact"], ""),
        ("Some families are content.", ["forum"], ""),
        ("Every parent we met was content.", ["forum"], ""),
        ("Three partners told us so.", ["police", "wht"], "only 2 sources"),
    ],
)
def test_words_are_questioned_where_the_links_do_not_bear_them(text: str, links: list[str], lacking: str) -> None:
    found = told("wording", review(text, *((link, FOR) for link in links)))
    assert bool(found) == bool(lacking)
    assert all(lacking in one for one in found)


def test_without_any_evidence_small_words_are_left_to_the_remark_that_there_is_none() -> None:
    assert told("wording", review("Some partners raised it.")) == []


# -- from whom it is ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Letters are late (from Police and Health reps)",
        "Letters are late (Police, WHT)",
        "The Police said that letters are late, and Wexcombe Hospitals Trust agreed",
        "Letters are late, reported by the Police",
        "The police and health representatives told us that letters are late",
        "According to WHT letters are late (see Appendix 4)",
        "Officers said that letters are late (a list of them is kept)",
        "Letters to Health are late, and no word of it goes to the Parent and Carer Forum",
        "Health has not heard from the Parent and Carer Forum, and letters are late",
    ],
)
def test_names_that_the_links_bear_out_are_no_matter(text: str) -> None:
    found = told("attribution", review(text, ("police", FOR), ("wht", FOR)))
    assert found == []


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Letters are late (from Police and Health reps)", "no evidence here is from Police"),
        ("The Police said that letters are late", "no evidence here is from Police"),
        (
            "Letters are late (reported by the Parent and Carer Forum)",
            "no evidence here is from Parent and Carer Forum",
        ),
        ("The Parent and Carer Forum told us that letters are late", "no evidence here is from Parent and Carer Forum"),
        ("Letters are late (from WHT and Health Visitors)", "no partner of this review is called Health Visitors"),
        ("Health Visitors told the group that letters are late", "no partner of this review is called Health Visitors"),
        ("Letters are late, reported by Ofsted", "no partner of this review is called Ofsted"),
        ("NVCT raised that letters are late", "no evidence here is from NVCT"),
        ("In the view of the Police, letters are late", "no evidence here is from Police"),
        ("As the Police put it, letters are late", "no evidence here is from Police"),
        ("The group heard from the Police that letters are late", "no evidence here is from Police"),
    ],
)
def test_names_that_no_link_bears_out_are_questioned(text: str, lacking: str) -> None:
    (found,) = told("attribution", review(text, ("wht", FOR)))
    assert lacking in found
    assert "WHT said it" not in found.partition(lacking)[0]


def test_what_contradicts_bears_no_name_out() -> None:
    (found,) = told("attribution", review("Letters are late (from Police)", ("police", AGAINST), ("wht", FOR)))
    assert "no evidence here is from Police" in found


def test_an_umbrella_is_borne_out_by_one_of_its_organisations_and_it_is_said() -> None:
    one = review("Letters are late (from Health reps)", ("wht", FOR), ("police", FOR))
    assert told("attribution", one) == []
    assert told("evidence", one) == ["Finding 6.1.i says “from Health reps”: of Health only WHT said it."]
    assert told("evidence", review("Letters are late (from Health reps)", ("wht", FOR), ("nvct", FOR))) == []


def test_the_field_beside_a_finding_is_read_too_and_each_name_is_questioned_once() -> None:
    rows = [Finding(**G, id="f", text="Letters are late, the Police said", attributed_to="from Police")]
    assert len(told("attribution", review("", ("wht", FOR), findings=rows))) == 1


def test_who_was_interviewed_is_known_by_role_and_by_name() -> None:
    asked = [Interviewee(name="Ms R Vale", role="Health Visitor")]
    met = [
        Interview(**G, id="i-wht", title="x", partner_ids=["wht"], interviewees=asked, state=InterviewState.CLOSED_OUT)
    ]
    for text in ("Letters are late (from Health Visitors)", "Ms R Vale said that letters are late"):
        assert told("attribution", review(text, ("wht", FOR), interviews=met)) == []


def test_a_section_or_a_submission_that_says_nearly_the_same_bears_a_name_out() -> None:
    key = Finding(**G, id="f", text="The glossary of the referral form is out of date (from Police and WHT)")
    section = Finding(
        **G,
        id="s",
        kind=FindingKind.BY_PARTNER,
        partner_id="police",
        text="Nobody understands the glossary of the form",
    )
    others = [
        Finding(**G, id=f"o{n}", kind=FindingKind.BY_PARTNER, partner_id="forum", text=text)
        for n, text in enumerate(["Buses run late in winter", "Visits are welcome", "Schools ring every family"])
    ]
    letter = Submission(
        **G, id="l", reference="T01", title="L", partner_id="wht", text="Hello.\nYour glossary is dated: mend the form."
    )
    assert len(told("attribution", review("", findings=[key]))) == 1
    assert told("attribution", review("", findings=[key, section, *others], submissions=[letter])) == []
    closed = letter.model_copy(update={"sensitivity": Sensitivity.EXEMPT})
    (text,) = told("attribution", review("", findings=[key, section, *others], submissions=[closed]))
    assert "no evidence here is from WHT" in text


def test_a_section_speaks_for_its_own_partner() -> None:
    rows = [
        Finding(**G, id="f", kind=FindingKind.BY_PARTNER, partner_id="police", text="The Police said they ring back")
    ]
    assert told("attribution", review("", findings=rows)) == []


# -- what it rests on, where it leads ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("links", "text"),
    [
        ([("police", AGAINST)], "Finding 6.1.i has only evidence against it (Police)."),
        (
            [("police anecdote", FOR), ("wht anecdote", FOR)],
            "Finding 6.1.i rests on anecdote alone: what Police and WHT told of single cases.",
        ),
        ([("police", FOR), ("police", FOR)], "Finding 6.1.i rests on one source alone: Police."),
        ([("police", FOR), ("wht", FOR)], ""),
        ([("police anecdote", FOR), ("wht", FOR)], ""),
        ([("police", CONTEXT)], ""),
        ([], ""),
    ],
)
def test_thin_evidence_is_said(links: list[tuple[str, Relation]], text: str) -> None:
    assert told("evidence", review("Letters are late", *links)) == ([text] if text else [])


def test_a_finding_that_leads_nowhere_needs_a_reason_in_words() -> None:
    rows = [
        Finding(**G, id="a", text="Used", position=1),
        Finding(**G, id="b", text="Loose", position=2),
        Finding(**G, id="c", text="Noted", leads_nowhere=WhyNowhere.NOTED, position=3),
        Finding(**G, id="d", text="Said", leads_nowhere=WhyNowhere.FOR_BOARD, nowhere_reason="for June", position=4),
        Finding(**G, id="e", text="Both", leads_nowhere=WhyNowhere.NOTED, nowhere_reason="no", position=5),
    ]
    outcome = {
        "recommendations": [Recommendation(**G, id="r", action="Ring back")],
        "rests_on": [RestsOn(**G, recommendation_id="r", finding_id=one) for one in ("a", "e")],
    }
    assert told("nowhere", review("", findings=rows, **outcome)) == [
        "Finding 6.1.ii leads nowhere: use it, or say why not.",
        "Finding 6.1.iii leads nowhere (noted), and nobody wrote why.",
        "Finding 6.1.v is said to lead nowhere (noted), and recommendation 1 rests on it.",
    ]
    assert len(told("nowhere", review("", findings=rows))) == 1, "without recommendations nothing is loose yet"


def test_a_key_stays_while_numbers_move_and_changes_with_the_words() -> None:
    first = Finding(**G, id="z", text="Something else", position=9)
    rows = [Finding(**G, id="f", text="All partners agree", position=2), first]
    moved = [first.model_copy(update={"position": 1}), rows[0]]
    other = [rows[0].model_copy(update={"text": "Every partner agrees"}), first]

    def keys(findings: list[Finding]) -> list[str]:
        return [remark.key for remark in finding_remarks(review("", findings=findings))]

    assert keys(rows) == keys(moved) != keys(other)
    assert len(keys(rows)) == 1


# -- who gave what -----------------------------------------------------------------------------------------------------


def test_evidence_is_gathered_with_who_gave_it_and_in_what() -> None:
    joint = [Interview(**G, id="i-police", title="x", partner_ids=["police", "wht"], state=InterviewState.CLOSED_OUT)]
    table = Snapshot(**G, id="t", title="Figures", partner_id="nvct", rows=[["a"]], heading_rows=0)
    looked = review("x", ("police quote", FOR), interviews=joint, snapshots=[table])
    links = [
        *looked.evidence_links,
        EvidenceLink(**G, id="fig", finding_id="f", address=Address(kind=EvidenceKind.FIGURE, id="t"), position=1),
        EvidenceLink(
            **G,
            id="gone",
            finding_id="f",
            address=Address(kind=EvidenceKind.NOTE, id="?"),
            partner_id="forum",
            position=2,
        ),
    ]
    quote, figure, gone = bearings(looked.model_copy(update={"evidence_links": links}))["f"]
    assert (quote.source, quote.partners, quote.kind) == ("interview:i-police", frozenset(("police", "wht")), "quote")
    assert (figure.partners, figure.kind, figure.umbrella) == (frozenset(("nvct",)), "figure", "Health")
    assert (gone.partners, gone.kind) == (frozenset(("forum",)), "note")


# -- the review of 2020 ------------------------------------------------------------------------------------------------


@pytest.fixture
def review_2020(workspace: Workspace, packs_dir: Path) -> Review:
    return taken_in(workspace, (packs_dir / "2020-12-03.txt").read_text(encoding="utf-8"))


def by_number(looked: Review, about: str) -> dict[str, FindingRemark]:
    numbers = shown_numbers(looked.findings)
    return {numbers[remark.finding_id]: remark for remark in finding_remarks(looked) if remark.about == about}


def test_2020_attributions_that_nothing_bears_out(review_2020: Review) -> None:
    found = by_number(review_2020, "attribution")
    assert sorted(found) == ["7.2.i", "7.2.iv"], "and none of the other findings is wronged"
    assert "no partner of this review is called Health Visitors" in found["7.2.i"].text
    assert "Diocese," not in found["7.2.i"].text.partition("”:")[2]
    police = found["7.2.iv"].text
    assert "no evidence here is from Police, and 7.1.1 has nothing like it" in police
    assert "of Health only UHCW said it" in police
    assert "7.1.3 has nothing like it" in police


def test_2020_all_agree_is_questioned(review_2020: Review) -> None:
    assert list(by_number(review_2020, "wording")) == ["6.1.ii"]
    assert "“all agree”" in by_number(review_2020, "wording")["6.1.ii"].text


def test_2020_findings_that_lead_nowhere(review_2020: Review) -> None:
    ids = {number: finding.id for number, finding in numbered(review_2020).items()}
    rests = [
        RestsOn(group_id="g", recommendation_id=review_2020.recommendations[0].id, finding_id=ids[number])
        for numbers in BEHIND.values()
        for number in numbers.split()
    ]
    assert by_number(review_2020, "nowhere") == {}
    assert by_number(review_2020.model_copy(update={"rests_on": rests}), "nowhere").keys() >= NOWHERE
