"""What stands behind findings, as a report cites it; and the list of background papers at its end."""

from __future__ import annotations

from datetime import date

import pytest

from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation, address_of
from groups.prose import ReportSection
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note
from interviews.review import Review
from interviews.submission import Submission, Turn
from tests.workbench.report.reviews import G, full, prose
from workbench.report.as_text import as_text
from workbench.report.background_papers import LEAD, added, published_works
from workbench.report.briefing_note import briefing_note
from workbench.report.evidence_sources import paragraph_of
from workbench.report.numbering import number

PACKS = {"pack1": "Scrutiny Board, 10th September 2026, document pack"}


def link(n: int, finding: str, address: Address, relation: Relation = Relation.SUPPORTS) -> EvidenceLink:
    return EvidenceLink(id=f"e{n}", group_id=G, finding_id=finding, address=address, relation=relation, position=n)


def passage(submission: Submission, words: str) -> Address:
    start = submission.text.index(words)
    return address_of(EvidenceKind.PASSAGE, submission.id, submission.text, start, start + len(words))


def note(n: int, sensitivity: Sensitivity = Sensitivity.WORKING) -> Note:
    return Note(id=f"n{n}", group_id=G, interview_id="i1", text=f"Note {n}", sensitivity=sensitivity, position=n)


def review() -> Review:
    base = full()
    public, _, private = base.submissions[:3]
    session = Interview(
        id="i1", group_id=G, title="Police", on=date(2026, 3, 3), state=InterviewState.CONFIRMED, partner_ids=["police"]
    )
    return base.model_copy(
        update={
            "interviews": [session],
            "notes": [note(1), note(2, Sensitivity.PUBLIC), note(3), note(4)],
            "evidence_links": [
                link(1, "k1", Address(kind=EvidenceKind.NOTE, id="n1")),
                link(2, "k1", passage(public, "letters")),
                link(3, "k1", Address(kind=EvidenceKind.NOTE, id="n3")),
                link(4, "k1", passage(private, "CANARY-PRIVATE-TEXT")),
                link(5, "k1", Address(kind=EvidenceKind.FIGURE, id="snap1", before="JAN, 2025", words="15")),
                link(6, "k1", Address(kind=EvidenceKind.FIGURE, id="snap2", before="CANARY-ROW", words="CANARY-CELL")),
                link(7, "k1", Address(kind=EvidenceKind.NOTE, id="n2"), Relation.CONTRADICTS),
                link(8, "k1", Address(kind=EvidenceKind.PACK, id="pack1", position=86), Relation.CONTEXT),
                link(9, "k1", Address(kind=EvidenceKind.FINDING, id="k2"), Relation.CONTEXT),
                link(10, "k2", passage(private, "CANARY-PRIVATE-TEXT")),
                link(11, "k1", Address(kind=EvidenceKind.NOTE, id="gone")),
                link(12, "k1", Address(kind=EvidenceKind.PACK, id="unknown")),
            ],
            "prose": [],
        }
    )


def told(*, private: bool, sources: bool = True) -> str:
    return " ".join(as_text(number(briefing_note(review(), private=private, sources=sources, packs=PACKS))).split())


def test_a_working_copy_names_every_source() -> None:
    assert (
        "i. Numbers rise. [Sources: Police, 3rd March 2026, lines 1 and 3 of the notes; Submission EHE01, paragraph 2 "
        "(Appendix 5); Submission EHE03, paragraph 1 (Appendix 7); Children taught at home: JAN, 2025 (Appendix 3); "
        "CANARY-SNAPSHOT: CANARY-ROW (Appendix 4). Against it: Police, 3rd March 2026, line 2 of the notes. Context: "
        "Scrutiny Board, 10th September 2026, document pack, line 86; paragraph 6.1.ii]"
    ) in told(private=True)


def test_a_public_note_names_only_what_may_be_public() -> None:
    shown = told(private=False)
    assert (
        "i. Numbers rise. [Sources: Submission EHE01, paragraph 2 (Appendix 4); Children taught at home: JAN, 2025 "
        "(Appendix 3). Against it: Police, 3rd March 2026, line 2 of the notes. Context: Scrutiny Board, 10th "
        "September 2026, document pack; paragraph 6.1.ii]"
    ) in shown
    assert "CANARY-PRIVATE" not in shown
    assert "CANARY-ROW" not in shown
    assert "ii. Visits help. Some families refuse them. 6.2" in shown, (
        "a finding on private evidence alone says nothing"
    )


def test_without_being_asked_no_source_is_named() -> None:
    assert "[Sources" not in told(private=True, sources=False)


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("One.\n\nTwo.\n\nThree.", "One", "paragraph 1"),
        ("One.\n\nTwo.\n\nThree.", "Three", "paragraph 3"),
        ("One.\n\nTwo,\nthen more.", "more", "paragraph 2"),
        ("One.\nTwo.\nThree.", "Two", "paragraph 2"),
        ("\n\nOne.", "One", "paragraph 1"),
    ],
)
def test_the_paragraph_of_a_submission(text: str, words: str, place: str) -> None:
    submission = Submission(id="s", group_id=G, reference="A", title="", text=text)
    assert paragraph_of(submission, passage(submission, words)) == place


def test_a_recording_is_cited_by_its_time_and_lost_words_by_nothing() -> None:
    turns = [Turn(line=1, speaker="A", at="00:00:03"), Turn(line=3, speaker="B", at="00:01:12")]
    recording = Submission(id="s", group_id=G, reference="A", title="", text="One\ntwo\nthree\nfour", turns=turns)
    assert paragraph_of(recording, passage(recording, "two")) == "at 00:00:03"
    assert paragraph_of(recording, passage(recording, "four")) == "at 00:01:12"
    plain = Submission(id="s", group_id=G, reference="A", title="", text="One")
    assert paragraph_of(plain, Address(kind=EvidenceKind.PASSAGE, id="s", words="not there")) == ""


class TestBackgroundPapers:
    def papers(self, *, private: bool = False, typed: str = "") -> list[str]:
        made = review().model_copy(update={"prose": [prose(ReportSection.PAPERS, typed)]})
        numbered = number(briefing_note(made, private=private, packs=PACKS))
        last = numbered.report.appendices[-1]
        if last.title != "Background papers":
            return []
        lines = as_text(numbered).partition(f"\n{last.heading}\n\nThese")[2]
        return [" ".join(line.split()) for line in lines.split("•")[1:]]

    def test_what_findings_cite_is_listed_and_nothing_private(self) -> None:
        assert self.papers() == [
            "Scrutiny Board, 10th September 2026, document pack",
            "EHE01: Submission from SNT, 9th March 2026 (Appendix 4)",
            "Children taught at home (Appendix 3)",
        ]

    def test_a_working_copy_says_what_is_left_out_and_why(self) -> None:
        assert (
            "EHE03: CANARY-PRIVATE (Appendix 7) – left out of the public note: it is to be kept private"
            in self.papers(private=True)
        )

    def test_people_add_papers_a_line_each(self) -> None:
        assert self.papers(typed="- Attendance policy 2024\n\n2) A {letter} *kept*\n- Attendance policy 2024")[-2:] == [
            "Attendance policy 2024",
            "A {letter} *kept*",
        ]

    def test_a_review_without_any_has_no_list(self) -> None:
        bare = full().model_copy(update={"prose": []})
        assert [a.title for a in briefing_note(bare).appendices][-1] != "Background papers"
        assert LEAD not in as_text(number(briefing_note(bare)))

    def test_published_works_are_pointed_out(self) -> None:
        made = review().model_copy(
            update={"prose": [prose(ReportSection.PAPERS, "Education Act 1996\nThe act of 3 May\nISBN 0 11")]}
        )
        assert added(made) == ["Education Act 1996", "The act of 3 May", "ISBN 0 11"]
        assert published_works(made) == [
            "Background papers: “Education Act 1996” looks like a published work, which need not be listed.",
            "Background papers: “ISBN 0 11” looks like a published work, which need not be listed.",
        ]
