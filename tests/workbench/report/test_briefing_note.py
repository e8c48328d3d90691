"""The briefing note: the council's order, the workbench's numbers, counts computed, nothing private in it."""

from __future__ import annotations

from datetime import date

import pytest

from groups.enquiry import shown_numbers as enquiry_numbers
from groups.finding import FindingKind
from groups.finding import shown_numbers as finding_numbers
from groups.group import Group, Suspension
from groups.prose import NUMBERED_SECTIONS, ReportSection
from groups.recommendation import RecommendationState
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.review import Review
from interviews.submission import Publication, Snapshot
from tests.workbench.report.reading import docx_lines, docx_text, expected_lines, main_text, markdown_text
from tests.workbench.report.reviews import G, empty, finding, full, prose
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.briefing_note import briefing_note, read_sign_off
from workbench.report.checks import check_docx
from workbench.report.facts import facts
from workbench.report.note_parts import left_out, what_is_shown
from workbench.report.numbering import NumberedReport, number
from workbench.report.prose import ProseProblem
from workbench.report.references import DanglingReference
from workbench.report.snapshot_tables import snapshot_tables
from workbench.report.tree import Signature, words_of

FULL = full()
NOTE = number(briefing_note(FULL))
DOCX = as_docx(NOTE)

SECTIONS = [
    "1 Purpose of the Note",
    "2 Recommendations",
    "3 Background and Information",
    "4 Aims and Objectives",
    "5 Methodology",
    "6 Key themes and findings",
    "7 Interviews with Partners",
    "8 Response to recommendations from Children's Services",
]


def with_rows(review: Review, **rows: object) -> Review:
    return review.model_copy(update=rows)


def lines_of(review: Review) -> list[str]:
    """Every numbered line of the note as it prints."""
    return [f"{shown} {words}".strip() for shown, words in expected_lines(number(briefing_note(review)))]


def text_of(note: NumberedReport) -> str:
    return main_text(as_html(note))


def test_sections_and_appendices_are_the_councils() -> None:
    report = NOTE.report
    assert [f"{s.place.number} {s.title}" for s in report.sections] == SECTIONS
    assert [a.heading for a in report.appendices] == [
        "Appendix 1 – Scoping Document",
        "Appendix 2 – Key Lines of Enquiry",
        "Appendix 3 – Children taught at home",
        "Appendix 4 – Submission from SNT",
        "Appendix 5 – Submission EHE02",
    ]
    assert (report.form, report.council, report.to) == (
        "Briefing note",
        "Wexcombe City Council",
        "Children and Families Scrutiny Board (2)",
    )
    assert report.title == "Elective Home Education Task and Finish Group"
    assert report.on == date(2026, 11, 3)
    assert report.signatures == (
        Signature("Ada Quill", "Scrutiny Officer", "01632 960001", "ada.quill@wexcombe.example"),
    )


def test_every_number_is_the_one_that_the_workbench_shows() -> None:
    targets = {name: target.number for name, target in NOTE.targets.items()}
    for row_id, shown in finding_numbers(FULL.findings).items():
        assert targets[f"finding:{row_id}"] == shown
    for row_id, shown in recommendation_numbers(FULL.recommendations).items():
        assert targets[f"recommendation:{row_id}" if shown.isdecimal() else f"part:{row_id}"].rstrip(")") == shown
    for row_id, shown in enquiry_numbers(FULL.enquiry).items():
        assert targets[f"enquiry:{row_id}" if shown else f"theme:{row_id}"] == shown
    assert targets["finding:h2"] == "7.1.1.ii"
    assert targets["finding:l1"] == "6.2.i"


def test_it_reads_as_the_council_writes_it() -> None:
    shown = text_of(NOTE)
    board = "The Children and Families Scrutiny Board (2)"
    for words in (
        "1.1 To report to the Children and Families Scrutiny Board (2) what the Elective Home Education Task and "
        "Finish Group found, and to ask it to agree the recommendations to the Cabinet Member for Children and the "
        "Health Partnership.",
        f"2.1 {board} recommend to the Cabinet Member for Children that: "
        "1) The register is published each term, showing: a. new families b. returns to school "
        "2) Visits are offered, by 31 March 2027, measured by visits made. "
        f"2.2 {board} recommend to the Health Partnership that: 3) One form is agreed. 4) Staff are trained",
        f"3.1 {board} resolved on 22nd January 2026 (minute 24) to set up the Elective Home Education Task and Finish "
        "Group. RESOLVED that a task and finish group be set up. 3.2 Home education has seven roots. "
        "3.3 See the rise (paragraph 6.1.i). 3.4 The scope of the review can be found at Appendix 1. "
        "3.5 The work of the group was suspended in April 2026 (pre-election period) and from 1st August 2026 "
        "to 31st August 2026 (summer recess).",
        "4.1 Members of the task and finish group were: Cllr Cy Fen (Chair) Cllr Bo Reed Di Holt (co-opted member, "
        "Diocese) Cllr Ed Moss (until 4th May 2026) 4.2 The group was supported by Ada Quill, Scrutiny Officer. "
        "4.3 The scope says what the group hopes to achieve: To know who is missing.",
        "5.1 The key lines of enquiry can be found at Appendix 2. The partners interviewed were: Police Health "
        "School Nursing Trust (written submission at Appendix 4) 5.2 A data snapshot can be found at Appendix 3. "
        "5.3 Written submissions can be found at Appendix 4 and Appendix 5. "
        "Members of the group met on seven occasions to take the work forward: Scoping – 2 meetings "
        "Interviewing – 3 meetings of 6 interviewing sessions Analysing findings – 2 meetings "
        "5.4 The Chair wrote to every school.",
        "6.1 Key findings i. Numbers rise. ii. Visits help. Some families refuse them. 6.2 Limits of the evidence "
        "i. No figures before 2023.",
        "7.1 Each was asked alike. 7.1.1 Health (SNT) i. Nurses lose touch. ii. GPs are asked late. "
        "7.1.2 Police i. Officers know the families. 7.2 Issues for the service "
        "i. Feedback is slow (from Police and Health) ii. Letters are long (from Police) 7.3 The group thanks them. "
        "7.4 The recommendations made at paragraph 2 rest on these findings: "
        "Recommendation 1b rests on paragraph 6.1.i Recommendation 3 rests on paragraphs 6.1.ii and 7.1.1.ii",
        "8 Response to recommendations from Children's Services 1) The register is published each term, showing: "
        "a. new families Children's Services: This is being built. b. returns to school "
        "2) Visits are offered, by 31 March 2027, measured by visits made. No reply is recorded yet. "
        "3) One form is agreed. 4) Staff are trained Children's Services (1st October 2026) to recommendations "
        "3 and 4: Both are passed on. A date will follow.",
    ):
        assert words in shown


def test_every_format_says_the_same() -> None:
    headings = [(n, w) for n, w, style in docx_lines(DOCX) if n not in ("", "•") or style.startswith("heading")]
    assert headings == expected_lines(NOTE)
    for shown in (docx_text(DOCX), markdown_text(as_markdown(NOTE)), text_of(NOTE)):
        for words in (
            "Who is taught at home?",
            "Lost its parent",
            "School census",
            "1.1 kept as typed",
            "Both are passed on.",
        ):
            assert words in shown


def test_the_word_file_is_accessible() -> None:
    assert check_docx(DOCX) == []
    assert check_docx(as_docx(number(briefing_note(FULL, private=True)))) == []
    assert check_docx(as_docx(number(briefing_note(empty())))) == []


def test_the_scope_is_the_agreed_one_as_a_table_of_two_columns() -> None:
    shown = as_markdown(NOTE)
    assert "| **Objectives** |  |" in shown
    assert "| What will be the indicators of success? | 1. Replies<br>2. Change |" in shown
    assert "A draft title" not in shown
    assert shown.count("\n| ") - shown[shown.index("## Appendix 2") :].count("\n| ") == 19 + 7 + 2


def test_a_draft_scope_says_that_it_is_one() -> None:
    assert "Draft: the group has not agreed this scope yet." in text_of(
        number(briefing_note(with_rows(FULL, scope=FULL.scope[1:])))
    )


def test_a_public_note_holds_nothing_private_and_says_what_it_left_out() -> None:
    for made in (DOCX, as_html(NOTE).encode(), as_markdown(NOTE).encode()):
        whole = made.decode("utf-8", "replace") if made is not DOCX else docx_text(made)
        assert "CANARY" not in whole
        assert "Larkspur" not in whole
        assert "WOODRUFF" not in whole
    assert left_out(FULL) == [
        "The snapshot “CANARY-SNAPSHOT” is left out of the public note: it is to be kept private.",
        "The submission EHE03 is left out of the public note: it is to be kept private.",
        "The submission EHE04 is left out of the public note: it is marked working paper.",
        "The submission EHE05 is left out of the public note: it is to be published without names, and its text still "
        "has the sender's.",
    ]


def test_a_working_copy_holds_it_and_says_what_it_is() -> None:
    note = number(briefing_note(FULL, private=True))
    shown = text_of(note)
    for canary in ("CANARY-PRIVATE-TEXT", "CANARY-WORKING-TEXT", "CANARY-CELL"):
        assert canary in shown
    assert note.report.marking == "Working copy – not for publication"
    assert docx_lines(as_docx(note))[0].words == "Working copy – not for publication"


def test_what_lies_in_the_bin_is_not_there() -> None:
    binned = [f.model_copy(update={"binned_at": "2026-06-01T00:00:00"}) for f in FULL.findings if f.id == "k1"]
    review = with_rows(FULL, findings=[*binned, *(f for f in FULL.findings if f.id != "k1")], prose=[])
    assert "Numbers rise." not in text_of(number(briefing_note(review)))


def test_an_empty_review_says_nothing_false() -> None:
    note = number(briefing_note(empty(), today=date(2026, 2, 1)))
    assert [s.title for s in note.report.sections] == [section.value for section in NUMBERED_SECTIONS]
    assert note.report.on == date(2026, 2, 1)
    nothing = "Nothing is recorded under this heading yet."
    assert text_of(note) == " ".join(
        ["1 Purpose of the Note 1.1 To report to the Board what the School Attendance Task and Finish Group found."]
        + [f"{n} {section.value} {nothing}" for n, section in enumerate(NUMBERED_SECTIONS, start=1) if n > 1]
    )


def test_what_people_write_stands_instead_of_the_stock_purpose() -> None:
    review = with_rows(FULL, prose=[prose(ReportSection.PURPOSE, "To ask for a decision.")])
    assert "1.1 To ask for a decision. 2 Recommendations" in text_of(number(briefing_note(review)))


def test_a_place_that_people_named_is_not_named_again() -> None:
    written = [
        prose(ReportSection.BACKGROUND, "The scope is {{appendix:scope}}."),
        prose(ReportSection.METHODOLOGY, "The lines are in Appendix 2, the figures in Appendix 3."),
    ]
    shown = text_of(number(briefing_note(with_rows(FULL, prose=written))))
    assert "3.2 The scope is Appendix 1. 3.3 The work of the group" in shown
    assert "5.1 The partners interviewed were:" in shown
    assert "5.2 Written submissions can be found" in shown


def test_an_issue_is_7_2_and_a_limit_6_2_even_where_nothing_stands_before_them() -> None:
    rows = [finding("s", FindingKind.ISSUE, "Slow"), finding("l", FindingKind.LIMIT, "Few")]
    review = with_rows(empty(), findings=rows)
    note = number(briefing_note(review))
    assert {k: t.number for k, t in note.targets.items() if k.startswith("finding")} == {
        "finding:s": "7.2.i",
        "finding:l": "6.2.i",
    }
    assert "7.1 No findings by partner are recorded." in text_of(note)
    assert "6.1 Key findings No key findings are recorded yet." in text_of(note)


def test_dropped_recommendations_leave_no_gap() -> None:
    rows = [
        r.model_copy(update={"state": RecommendationState.DROPPED}) if r.id == "r3" else r for r in FULL.recommendations
    ]
    lines = lines_of(with_rows(FULL, recommendations=rows))
    assert lines.count("2) One form is agreed.") == 2
    assert lines.count("3) Staff are trained") == 2


def test_a_reply_to_nothing_that_is_there_is_still_printed() -> None:
    reply = FULL.responses[0].model_copy(update={"covers": [], "body": ""})
    shown = text_of(number(briefing_note(with_rows(FULL, responses=[reply]))))
    assert shown.count("No reply is recorded yet.") == 4
    assert "Replies to no one recommendation: This is being built." in shown
    assert "8 Response to recommendations 1)" in shown


@pytest.mark.parametrize(
    ("suspension", "words"),
    [
        (Suspension(group_id=G, since=date(2026, 4, 1), reason="elections"), "from 1st April 2026 (elections)."),
        (Suspension(group_id=G, until=date(2026, 4, 2)), "until 2nd April 2026."),
        (Suspension(group_id=G, reason="elections"), "for elections."),
        (Suspension(group_id=G), "for a time."),
        (Suspension(group_id=G, period="spring 2026", until=date(2026, 5, 1)), "in spring 2026."),
    ],
)
def test_suspensions(suspension: Suspension, words: str) -> None:
    shown = text_of(number(briefing_note(with_rows(empty(), suspensions=[suspension]))))
    assert f"3.1 The work of the group was suspended {words}" in shown


def test_sessions_without_a_recorded_meeting_are_told() -> None:
    shown = text_of(number(briefing_note(with_rows(FULL, meetings=[]))))
    assert "The group held six interviewing sessions." in shown
    only = with_rows(empty(), interviews=FULL.interviews[:1])
    assert "5.1 The group held one interviewing session." in text_of(number(briefing_note(only)))


def test_errors_are_plain() -> None:
    with pytest.raises(ProseProblem, match=r"^In “Aims and Objectives”, line 1, there is no fact \{members_\}"):
        briefing_note(with_rows(FULL, prose=[prose(ReportSection.AIMS, "{members_}")]))
    with pytest.raises(DanglingReference, match=r"^At paragraph 4\.3 the report refers to “submission:sub3”"):
        number(briefing_note(with_rows(FULL, prose=[prose(ReportSection.AIMS, "{{submission:sub3}}")])))


def test_facts_that_prose_can_use() -> None:
    assert facts(what_is_shown(FULL, private=False)) == {
        "meetings": "seven",
        "scoping_meetings": "two",
        "interviewing_meetings": "three",
        "visits": "no",
        "analysing_meetings": "two",
        "first_meeting": "1st March 2026",
        "last_meeting": "7th March 2026",
        "sessions": "six",
        "people_asked": "no",
        "members": "four",
        "member_names": "Cllr Cy Fen, Cllr Bo Reed, Di Holt and Cllr Ed Moss",
        "chair": "Cllr Cy Fen",
        "officers": "Ada Quill",
        "partners": "two",
        "partners_heard": "Police and School Nursing Trust",
        "findings": "eight",
        "key_findings": "two",
        "issues": "two",
        "recommendations": "four",
        "recommendations: Cabinet Member for Children": "two",
        "recommendations: Health Partnership": "two",
        "addressees": "Cabinet Member for Children and Health Partnership",
        "replies": "two",
        "submissions": "two",
        "snapshots": "one",
        "minute": "24",
        "set_up_on": "22nd January 2026",
        "group": "Elective Home Education Task and Finish Group",
        "board": "Children and Families Scrutiny Board (2)",
        "council": "Wexcombe City Council",
        "date": "3rd November 2026",
    }


def test_a_title_that_names_the_group_is_not_named_twice() -> None:
    group = Group(id=G, title="Attendance Task & Finish Group")
    assert briefing_note(Review(group=group)).title == "Attendance Task & Finish Group"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ()),
        ("Ada Quill", (Signature("Ada Quill"),)),
        (
            "Ada Quill\nScrutiny Officer\n\nBo Reed, Clerk, Law\nE-mail: bo@x.example\n(01632) 960 002",
            (
                Signature("Ada Quill", "Scrutiny Officer"),
                Signature("Bo Reed", "Clerk, Law", "(01632) 960 002", "bo@x.example"),
            ),
        ),
        ("Ada Quill\n01632 960001\n01632 960002", (Signature("Ada Quill", "01632 960002", "01632 960001"),)),
    ],
)
def test_sign_off(typed: str, read: tuple[Signature, ...]) -> None:
    assert read_sign_off(typed) == read


class TestSnapshotTables:
    def snapshot(self, rows: list[list[str]], heading_rows: int = 1) -> Snapshot:
        return Snapshot(
            group_id=G, title="Figures", rows=rows, heading_rows=heading_rows, publication=Publication.PUBLISH
        )

    def test_measures_over_years_become_one_table_a_measure(self) -> None:
        years = ["2017", "2018", "2019"]
        top = ["", *(cell for measure in ("Contacts", "Referrals", "Visits") for cell in (measure, "", ""))]
        tables = snapshot_tables(
            self.snapshot([top, ["", *years * 3], ["JAN", *"123456789"], ["FEB", *"abcdefghi"]], heading_rows=2)
        )
        assert [t.caption for t in tables] == ["Figures: Contacts", "Figures: Referrals", "Figures: Visits"]
        assert [[words_of(spans) for spans in t.header] for t in tables] == [["", *years]] * 3
        assert tables[1].description == ("Figures: Referrals. Columns: 2017, 2018 and 2019. Rows: 2 (JAN to FEB).")
        shown = [
            [words_of(block.spans) for c in row.cells for block in c if hasattr(block, "spans")]
            for t in tables
            for row in t.rows
        ]
        assert shown[2] == ["JAN", "4", "5", "6"]
        assert shown[5] == ["FEB", "g", "h", "i"]

    def test_a_narrow_one_joins_its_headings(self) -> None:
        (table,) = snapshot_tables(self.snapshot([["", "Contacts", ""], ["", "2017", "2018"], ["JAN", "1"]], 2))
        assert [words_of(spans) for spans in table.header] == ["", "Contacts 2017", "Contacts 2018"]

    def test_a_wide_one_without_upper_headings_is_cut(self) -> None:
        tables = snapshot_tables(self.snapshot([["m", *map(str, range(20))], ["JAN", *map(str, range(20))]]))
        assert [len(t.header) for t in tables] == [8, 8, 7]

    def test_nothing_gives_no_table(self) -> None:
        assert snapshot_tables(self.snapshot([], 0)) == ()
        assert snapshot_tables(self.snapshot([[]], 1)) == ()
