"""The QDPX file: what the format demands, codes and quotations in their places, nothing private in a public one."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from groups.enquiry import EnquiryLine, LineKind
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.report.qda_rules import NAMESPACE, faults, project_of, sources_of
from tests.workbench.report.reviews import empty, full
from tests.workbench.report.walked import KEY, walked
from workbench.report.qdpx import guid, qdpx


def quotations(data: bytes) -> dict[str, tuple[str, set[str], set[str]]]:
    """Each quotation by its id: its words in the text, the names of its codes, the names of its notes."""
    root, texts = project_of(data), sources_of(data)
    names = {e.get("guid"): e.get("name", "") for e in root.iter() if e.tag.endswith(("}Code", "}Note"))}
    found = {}
    for source in root.iter(f"{NAMESPACE}TextSource"):
        text = texts[source.get("plainTextPath", "")]
        for each in source.iter(f"{NAMESPACE}PlainTextSelection"):
            words = text[int(each.get("startPosition", "")) : int(each.get("endPosition", ""))]
            codes = {names[ref.get("targetGUID")] for ref in each.iter(f"{NAMESPACE}CodeRef")}
            notes = {names[ref.get("targetGUID")] for ref in each.findall(f"{NAMESPACE}NoteRef")}
            found[each.get("guid", "")] = (words, codes, notes)
    return found


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("review", [walked(), full(), empty()])
def test_it_is_what_the_format_demands(review: object, private: bool) -> None:
    assert faults(qdpx(review, private=private, key=KEY)) == []  # type: ignore[arg-type]


def test_the_codebook_is_the_lines_of_enquiry_and_the_themes() -> None:
    def told(element: object, depth: int = 0) -> list[str]:
        lines = []
        for code in element.findall(f"{NAMESPACE}Code"):  # type: ignore[attr-defined]
            lines += [f"{'  ' * depth}{code.get('name')} {code.get('isCodable')}", *told(code, depth + 1)]
        return lines

    codes = project_of(qdpx(walked())).find(f"{NAMESPACE}CodeBook/{NAMESPACE}Codes")
    assert told(codes) == [
        *("Lines of enquiry false", "  Knowing true", "    1 Who waits? true", "      1a How long? true"),
        *("Themes false", "  Waiting true", "    Long waits true"),
        *("Bears on a finding false", "  supports true", "  contradicts true", "  context true"),
    ]


def test_every_note_and_passage_is_a_quotation_with_its_codes_and_findings() -> None:
    found = quotations(qdpx(walked(), key=KEY))
    assert found[guid("quotation", "n1")] == (
        "=1+1 is what they told us",
        {"1a How long?", "Long waits", "Waiting", "supports"},
        {"Finding 6.1.i"},
    )
    assert found[guid("quotation", "n4")] == ("“It took all summer,” Parent B said", {"contradicts"}, {"Finding 6.1.i"})
    words = [words for words, _, _ in found.values()]
    # A name at the beginning is its role; a sign of two halves elsewhere counts as one.
    assert "Parent B waited" in words
    assert "Letters are long." in words
    private = [words for words, _, _ in quotations(qdpx(walked(), private=True)).values()]
    assert "Mrs Canaryfield waited" in private


def test_findings_are_notes_with_what_they_rest_on() -> None:
    notes = project_of(qdpx(walked(), key=KEY)).find(f"{NAMESPACE}Notes")
    assert notes is not None
    told = {note.get("name"): note.findtext(f"{NAMESPACE}PlainTextContent") or "" for note in notes}
    assert list(told) == ["Finding 6.1.i", "Finding 6.1.ii", "Finding 7.2.i"]
    assert told["Finding 6.1.i"].startswith("Families wait too long.\n\nSupports: =1+1")
    assert told["Finding 6.1.i"].endswith("1 piece of evidence is not for publication.")


def test_nothing_private_stands_in_a_public_file() -> None:
    public, private = (zipfile.ZipFile(io.BytesIO(qdpx(walked(), private=p, key=KEY))) for p in (False, True))
    words = " ".join(f"{name} {public.read(name).decode()}" for name in public.namelist())
    assert "canary" not in words.casefold()
    everything = " ".join(private.read(name).decode() for name in private.namelist())
    assert {"CANARY-EXEMPT", "CANARY-PRIVATE", "CANARY-TITLE"} <= set(re.findall(r"CANARY-\w+", everything))
    assert "CANARY-BIN" not in everything.replace("CANARY-BIN (not there any more", "")
    assert "Working copy" in everything


def test_the_same_record_gives_the_same_bytes_and_ids_that_stay() -> None:
    assert qdpx(walked(), key=KEY) == qdpx(walked(), key=KEY)
    fewer = walked().model_copy(update={"notes": walked().notes[:1]})
    assert quotations(qdpx(fewer)).keys() < quotations(qdpx(walked())).keys()


@pytest.mark.parametrize("hostile", HOSTILE_STRINGS)
def test_any_words_keep_their_places(hostile: str) -> None:
    review = walked()
    line = EnquiryLine(id="h", group_id="g", kind=LineKind.QUESTION, text=hostile, position=9)
    notes = [n.model_copy(update={"text": f"{hostile} end {n.id}", "speaker": hostile}) for n in review.notes[:3]]
    data = qdpx(review.model_copy(update={"notes": notes, "enquiry": [*review.enquiry, line]}), private=True)
    assert faults(data) == []
    assert all(words.endswith(f"end {n}") for n, words in zip(("n1", "n2", "n3"), _of_notes(data), strict=True))


def _of_notes(data: bytes) -> list[str]:
    return [quotations(data)[guid("quotation", f"n{n}")][0] for n in (1, 2, 3)]


def test_the_rules_tell_a_fault() -> None:
    """The check can fail: each of these would be refused by a program that reads the format."""
    good = qdpx(walked())

    def changed(old: str, new: str) -> list[str]:
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(written, "w") as target:
            for name in source.namelist():
                text = source.read(name).decode()
                target.writestr(name, text.replace(old, new, 1) if name == "project.qde" else text)
        return faults(written.getvalue())

    assert changed("", "") == []
    assert changed(' isCodable="true"', "")
    assert changed('isCodable="true"', 'isCodable="yes"')
    assert changed("<Sources>", "<Notes /><Sources>")
    assert changed('startPosition="', 'startPosition="99999')
    assert changed('<CodeRef targetGUID="', '<CodeRef targetGUID="0')
    assert changed(guid("code", "qa"), guid("code", "nowhere"))
    assert changed("internal://", "internal://x")
    assert changed(guid("quotation", "n1"), guid("quotation", "n4"))
