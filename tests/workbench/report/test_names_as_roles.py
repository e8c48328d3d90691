"""Names in the key, planted in every text field of a review: in no public form of the report, in the working copy."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
from pydantic import BaseModel

from groups.prose import Prose, ReportSection
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, Interviewee
from interviews.review import Review
from interviews.role_key import published_names
from interviews.role_name import RoleName
from interviews.submission import Publication, Submission, Turn
from tests.workbench.report.reading import squeezed
from tests.workbench.report.reviews import G, full
from tests.workbench.report.samples import any_words, report
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.as_text import as_text
from workbench.report.briefing_note import briefing_note
from workbench.report.names_as_roles import as_published
from workbench.report.note_parts import left_out
from workbench.report.numbering import NumberedReport, number
from workbench.report.tree import Emphasis, LineBreak, Link, Paragraph, Reference, Report, Section, Strong, Text, text

KEY = [RoleName(group_id=G, name="Anya Zorbel", other_forms=["Nyusha"], role="Parent A")]
FORMS = ("Anya Zorbel", "Mrs Zorbel", "ANYA", "Anya Zorbel’s", "mrs a. zorbel", "Nyusha", "Zorbel, Anya")
LEAK = re.compile(r"any[aа]|zorbel|nyusha", re.IGNORECASE)
# What names something for the program, or is published by name on purpose (members, and who signs).
NOT_TEXT = re.compile(r"(^|_)(id|ids|sha256|key|by|minute_number)$|^(members|people|sign_off|file_name|source_pack)$")


def docx_words(note: NumberedReport) -> str:
    """Every part of the Word file, its properties and relations included."""
    with zipfile.ZipFile(io.BytesIO(as_docx(note))) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


FORMATS: dict[str, Callable[[NumberedReport], str]] = {
    "md": as_markdown,
    "html": as_html,
    "txt": as_text,
    "docx": docx_words,
}


def planted(value: Any, forms: Iterator[str], name: str = "") -> Any:
    """A record with a name behind every text in it."""
    if NOT_TEXT.search(name):
        return value
    if type(value) is str:
        return f"{value} {next(forms)}"
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={field: planted(getattr(value, field), forms, field) for field in type(value).model_fields}
        )
    if isinstance(value, list):
        return [planted(each, forms) for each in value]
    if isinstance(value, dict):
        return {key: planted(each, forms) for key, each in value.items()}
    return value


def review() -> Review:
    """The whole review, all its evidence to be published, with names everywhere."""
    whole = full()
    shown = {"publication": Publication.PUBLISH, "sensitivity": Sensitivity.PUBLIC}
    whole = whole.model_copy(
        update={
            "submissions": [s.model_copy(update=shown) for s in whole.submissions],
            "snapshots": [s.model_copy(update={"publication": Publication.PUBLISH}) for s in whole.snapshots],
            "prose": [
                Prose(id=f"p{n}", group_id=G, section=s, text=f"Written: {s.value}")
                for n, s in enumerate(ReportSection)
            ],
        }
    )
    made: Review = planted(whole, cycle(FORMS))
    return made


@pytest.fixture(scope="module")
def names() -> Review:
    return review()


@pytest.mark.parametrize("form", FORMATS)
def test_no_public_form_has_a_name_and_the_working_copy_has_them(names: Review, form: str) -> None:
    public = FORMATS[form](number(briefing_note(names, key=KEY)))
    assert LEAK.findall(public) == []
    assert public.count("Parent A") > 60
    private = FORMATS[form](number(briefing_note(names, private=True, key=KEY)))
    assert len(LEAK.findall(private)) > 60
    assert "Parent A" not in private


@pytest.mark.parametrize("form", FORMATS)
def test_without_the_key_the_names_would_be_there(names: Review, form: str) -> None:
    assert len(LEAK.findall(FORMATS[form](number(briefing_note(names))))) > 60


@pytest.mark.parametrize("form", FORMATS)
def test_every_text_of_a_report_is_looked_at(form: str) -> None:
    made = as_published(any_words([f"words {form} {n}" for n, form in enumerate([*FORMS, "anya"])]), KEY)
    assert LEAK.findall(FORMATS[form](number(made))) == []


def test_a_report_without_names_stays_as_it_is() -> None:
    assert as_published(report(), KEY) == report()


def test_members_and_signatories_are_published_by_name() -> None:
    key = [
        RoleName(group_id=G, name="Cy Holt", role="Parent A"),
        RoleName(group_id=G, name="Ada Marsh", role="Pupil A"),
    ]
    whole = full()
    shown = squeezed(as_text(number(briefing_note(whole, key=key))))
    assert "Cllr Cy Fen (Chair)" in shown
    assert "Di Holt" in shown
    assert "Ada Quill" in shown
    assert "ada.quill@wexcombe.example" in shown
    assert {"Cllr Cy Fen", "Ada Quill"} <= set(published_names(whole))


def published(*spans: Any) -> tuple[Any, ...]:
    made = as_published(Report("", (Section("", (Paragraph(spans),)),)), KEY).sections[0].blocks[0]
    assert isinstance(made, Paragraph)
    return made.spans


def test_a_name_broken_over_lines_and_letters() -> None:
    assert published(
        Text("So "), Strong(text("Any")), Text("a"), LineBreak(), Emphasis(text("Zorbel")), Text(" said")
    ) == (
        Text("So "),
        Strong(text("Parent A")),
        Emphasis(()),
        Text(" said"),
    )


def test_an_address_that_names_somebody_is_no_link() -> None:
    there = Link(text("her page"), "https://example.org/anya%20zorbel")
    fine = Link(text("Mrs Zorbel"), "https://example.org/")
    assert published(there, Text(" "), fine) == (
        Text("her page"),
        Text(" "),
        Link(text("Parent A"), "https://example.org/"),
    )


def test_the_words_of_a_reference_are_looked_at() -> None:
    assert published(Reference("x", "what Anya said")) == (Reference("x", "what Parent A said"),)


def test_those_asked_are_attributed_as_they_wish() -> None:
    asked = [
        Interviewee(name="Ms Noor Okafor", role="Headteacher", attribution="Headteacher A"),
        Interviewee(name="Mr Ivo Brandt", role="Head of Service", attribution="named"),
        Interviewee(name="Ms Una Kell", role="School nurse", attribution="by role"),
    ]
    whole = full().model_copy(
        update={
            "interviews": [Interview(id="i", group_id=G, title="Heads", interviewees=asked)],
            "prose": [
                Prose(
                    id="p",
                    group_id=G,
                    section=ReportSection.BACKGROUND,
                    text="Noor Okafor met Ivo Brandt and Una Kell. Ms Okafor wrote.",
                )
            ],
        }
    )
    assert "Headteacher A met Ivo Brandt and School nurse. Headteacher A wrote." in as_text(
        number(briefing_note(whole))
    )
    assert "Noor Okafor met" in as_text(number(briefing_note(whole, private=True)))


TRANSCRIPT = Submission(
    id="talk",
    group_id=G,
    reference="EHE09",
    title="Talk with Anya Zorbel",
    sender="Anya Zorbel",
    sensitivity=Sensitivity.PUBLIC,
    text="Good morning.\nNobody told us.\nNor did Bela Ruhn or Mrs Zorbel know.\nThank you, Bela.",
    turns=[
        Turn(line=1, speaker="Chair", at="00:00:01"),
        Turn(line=2, speaker="Anya Zorbel", at="00:00:04"),
        Turn(line=3, speaker="Bela Ruhn"),
        Turn(line=4, speaker="Chair"),
    ],
)


def said(publication: Publication, *, private: bool = False) -> str:
    one = TRANSCRIPT.model_copy(update={"publication": publication})
    whole = full().model_copy(update={"submissions": [one]})
    return squeezed(as_text(number(briefing_note(whole, private=private, key=KEY))))


def test_the_speakers_of_a_transcript_without_names() -> None:
    shown = said(Publication.WITHOUT_NAMES)
    assert "Chair: Good morning. Parent A: Nobody told us. Speaker A: Nor did Speaker A or Parent A know." in shown
    assert "Chair: Thank you, Speaker A." in shown
    assert not re.search("anya|zorbel|bela|ruhn", shown, re.IGNORECASE)


def test_the_speakers_of_a_transcript_with_names() -> None:
    shown = said(Publication.PUBLISH)
    assert "Parent A: Nobody told us. Bela Ruhn: Nor did Bela Ruhn or Parent A know." in shown
    assert not LEAK.search(shown)
    assert "Anya Zorbel: Nobody told us. Bela Ruhn: Nor did" in said(Publication.WITHOUT_NAMES, private=True)


def test_what_is_kept_private_is_not_there_at_all() -> None:
    shown = said(Publication.PRIVATE)
    assert "Nobody told us" not in shown
    assert "EHE09" not in shown
    assert "Talk with" not in shown


def test_a_sender_in_the_key_does_not_keep_a_submission_out() -> None:
    whole = full()
    assert any(sentence.startswith("The submission EHE05") for sentence in left_out(whole))
    key = [RoleName(group_id=G, name="Mr Al Woodruff", role="Parent B")]
    assert not any(sentence.startswith("The submission EHE05") for sentence in left_out(whole, key))
    assert "Yours, Parent B" in as_text(number(briefing_note(whole, key=key)))
