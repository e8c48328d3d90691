"""Reading whole documents: every file either gives clean text or one plain sentence."""

import hashlib
import io
import os
import threading
import time
from datetime import date
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.readers import fence, pdf, text
from interviews.readers.clean import clean
from interviews.readers.document import (
    ReadingCancelled,
    SourceDocument,
    UnreadableDocument,
    read_document,
    tables_of,
)
from interviews.readers.sniff import Kind
from tests.hostile import HOSTILE_STRINGS
from tests.interviews.readers.office_files import sample_docx, sample_xlsx
from tests.interviews.readers.pdfs import from_objects, make_pdf, repeated

_PAGE = ["The group heard from its partners about the lines of enquiry, one by one,", "and met three times in all."]


def _locked(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, owner_password="owner")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _sentence(source: bytes | Path, name: str = "pack") -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(source, name)
    said = str(caught.value)
    assert said.startswith(name)
    assert said.endswith(".")
    assert "\n" not in said
    return said


def _document_or_sentence(data: bytes) -> None:
    said = ""
    try:
        document = read_document(data, "pack")
        assert document.text == clean(document.text)
    except UnreadableDocument as why:
        said = str(why)
    assert said.startswith("pack ") or not said


def test_a_text_file_keeps_its_lines_and_its_hash(tmp_path: Path) -> None:
    file = tmp_path / "pack.txt"
    raw = b"Agenda\r\n\r\n1. Minutes\r\n"
    file.write_bytes(raw)
    document = read_document(file)
    assert document == SourceDocument(
        kind=Kind.PLAIN,
        name="pack.txt",
        text="Agenda\n\n1. Minutes\n",
        encoding="UTF-8",
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    assert document.pages == 0
    assert document.page_of(2) is None


def test_form_feeds_in_a_text_file_are_pages() -> None:
    document = read_document(b"one\ntwo\n\x0cthree\n\x0cfour\n\x0c", "pack.txt")
    assert document.text == "one\ntwo\nthree\nfour\n"
    assert document.page_starts == (1, 3, 4)
    assert [document.page_of(line) for line in (1, 2, 3, 4)] == [1, 1, 2, 3]


def test_an_old_encoding_is_read_and_told() -> None:
    document = read_document("Cllr Zoë – “yes”".encode("cp1252"), "note.md")
    assert document.kind is Kind.MARKDOWN
    assert document.text == "Cllr Zoë – “yes”"
    assert document.notices == ["The text is not in UTF-8: it was read as Windows-1252."]


def test_a_pdf_gives_lines_and_pages() -> None:
    document = read_document(make_pdf([_PAGE, ["Second page: multi-", "agency work", *_PAGE]]), "pack.pdf")
    assert document.kind is Kind.PDF
    assert document.text.split("\n") == [*_PAGE, "Second page: multi-agency work", *_PAGE]
    assert (document.pages, document.page_starts) == (2, (1, 3))
    assert [document.page_of(line) for line in (1, 2, 3, 5)] == [1, 1, 2, 2]
    assert document.notices == []


def test_a_pdf_of_one_page_has_a_page() -> None:
    assert read_document(make_pdf([_PAGE])).page_starts == (1,)


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    assert read_document(_locked(make_pdf([_PAGE]), "")).text == "\n".join(_PAGE)


def test_a_pdf_that_pdfium_refuses_is_read_the_simpler_way() -> None:
    """Without its first line PDFium takes the file for no PDF; pypdf reads it."""
    found = pdf.read_pdf(make_pdf([_PAGE]).split(b"\n", 1)[1], "pack")
    assert clean(found.pages[0]).split() == " ".join(_PAGE).split()
    assert "simpler way" in found.notices[0]


def test_an_escape_sequence_in_a_pdf_does_not_come_through() -> None:
    document = read_document(make_pdf([[*_PAGE, "\x1b[31mred\x1b[0m \x07bell"]]))
    assert "\x1b" not in document.text
    assert "\x07" not in document.text


def test_a_file_larger_than_a_pipe_is_read_however_slowly_its_reader_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe holds some 64 kB: what did not fit before the reader began was never sent, and both sides waited."""
    monkeypatch.setattr(fence, "_LOOK_EVERY", 0.001)
    monkeypatch.setattr(pdf, "MOST_SECONDS", 30.0)
    data = make_pdf([_PAGE * 20] * 60)
    assert len(data) > 100_000
    assert len(read_document(data).page_starts) == 60


def test_a_page_without_words_is_told() -> None:
    document = read_document(make_pdf([_PAGE * 2, []]))
    assert document.notices == ["1 page of 2 without text: blank, or a picture of a page."]
    assert document.page_starts == (1, 5)


def test_few_characters_a_page_look_like_a_scan() -> None:
    document = read_document(make_pdf([["p. 1"], ["p. 2"]]))
    assert document.notices == ["This looks like a scan: 2 pages with hardly any text."]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n \x0c\n", "is empty"),
        (b"\x1b[0m\x1b[1m", "is empty"),
        (bytes(range(256)) * 20, "is not a document that can be read"),
        (b"<html><body></body></html>", "holds no words that can be read"),
        (b"PK\x03\x04word/document.xml", "is damaged: open it in another program"),
        (b"PK\x03\x04notes.txt PK\x05\x06", "is a zip file: unpack it"),
        (b"{\\rtf1 Agenda}", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "is a document of an older Office"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "have it read by text recognition (OCR) first"),
        (b"%PDF-1.7\n", "cannot be read as a PDF"),
        (make_pdf([_PAGE])[:300], "cannot be read as a PDF"),
        (
            from_objects(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]),
            "as a PDF",
        ),
        (_locked(make_pdf([_PAGE]), "secret"), "is locked with a password"),
        (repeated(2_001), "has 2,001 pages; up to 2,000 can be read"),
        (repeated(3), "looks like a scan: there are 3 pages and no text"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(data: bytes, words: str) -> None:
    assert words in _sentence(data)


def test_a_lie_about_the_number_of_pages_does_no_harm() -> None:
    assert read_document(make_pdf([_PAGE], count=10**9)).text == "\n".join(_PAGE)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_BYTES", 10)
    assert "MB of text" in _sentence(b"eleven bytes")
    file = tmp_path / "pack.txt"
    file.write_bytes(b"eleven bytes")
    monkeypatch.setattr(pdf, "MOST_BYTES", 10)
    assert "can be read: split it" in _sentence(file)
    assert "can be read: split it" in _sentence(make_pdf([_PAGE]))


def test_a_pdf_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.0)
    assert "cannot be read as a PDF" in _sentence(make_pdf([_PAGE]))


def test_a_pdf_that_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "MEMORY_BYTES", 1)
    monkeypatch.setattr(fence, "_LOOK_EVERY", 0.001)
    assert "cannot be read as a PDF" in _sentence(make_pdf([_PAGE]))


def test_reading_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "_LOOK_EVERY", 0.001)
    file = tmp_path / "pack.txt"
    file.write_text("Agenda")
    for source in (make_pdf([_PAGE]), b"Agenda", file):
        with pytest.raises(ReadingCancelled):
            read_document(source, "pack", cancelled=lambda: True)


def test_cancelling_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    threading.Timer(0.02, stop.set).start()
    monkeypatch.setattr(fence, "_LOOK_EVERY", 0.005)
    begun = time.monotonic()
    with pytest.raises(ReadingCancelled):
        pdf.read_pdf(make_pdf([_PAGE] * 900), "pack", cancelled=stop.is_set)
    assert time.monotonic() - begun < 15


def test_places_that_hold_no_file(tmp_path: Path) -> None:
    assert "is a folder" in _sentence(tmp_path)
    with pytest.raises(UnreadableDocument, match=r"There is no file nowhere\.txt"):
        read_document(tmp_path / "nowhere.txt")
    with pytest.raises(UnreadableDocument):
        read_document("bad\x00name")
    with pytest.raises(UnreadableDocument):
        read_document("x" * 5_000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_make_it_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not an ordinary file" in _sentence(tmp_path / "pipe")


def test_a_hostile_file_name_is_shown_clean() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(b"", "\x1b]52;c;cm0=\x07pack\n\u202e.txt")
    assert str(caught.value) == "pack .txt is empty: choose another file."


@pytest.mark.parametrize("hostile", HOSTILE_STRINGS)
def test_hostile_text_comes_out_clean(hostile: str) -> None:
    raw = "Agenda\n" * 100 + hostile + "\nend"
    document = read_document(raw.encode("utf-8", "replace"), "pack.txt")
    assert document.text == clean(document.text)
    assert document.text.startswith("Agenda\n")
    assert document.text.endswith("\nend")


@settings(max_examples=200)
@given(st.one_of(st.binary(), st.text().map(str.encode)).filter(lambda data: b"%PDF-" not in data))
def test_any_bytes_give_a_document_or_a_sentence(data: bytes) -> None:
    _document_or_sentence(data)


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_a_pdf_with_flipped_bytes_gives_a_document_or_a_sentence(data: st.DataObject) -> None:
    broken = bytearray(make_pdf([_PAGE, _PAGE]))
    for at in data.draw(st.lists(st.integers(9, len(broken) - 1), min_size=1, max_size=20)):
        broken[at] = data.draw(st.integers(0, 255))
    _document_or_sentence(bytes(broken))


def test_the_real_packs_are_read_without_a_remark(packs_dir: Path) -> None:
    for file in sorted(packs_dir.glob("*.txt")):
        document = read_document(file)
        assert document.notices == []
        assert document.text.count("\n") == file.read_text(encoding="utf-8").count("\n")


_CAPTIONS = b"".join(b"%d\n00:00:0%d,000 --> 00:00:0%d,900\nAnn: Hello there.\n\n" % (n, n, n) for n in (1, 2, 3))


def test_every_kind_goes_its_way_and_says_what_it_came_as() -> None:
    forms = {
        "a.docx": (sample_docx(), "Word document"),
        "a.xlsx": (sample_xlsx(), "spreadsheet"),
        "a.html": (b"<!DOCTYPE html><title>T</title><p>Agenda", "web page"),
        "a.eml": (b"From: Ann <ann@board.example>\nMIME-Version: 1.0\n\nHello", "e-mail"),
        "a.vtt": (b"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann>Hello there.</v>\n", "transcript"),
        "a.srt": (_CAPTIONS, "transcript"),
        "a.pdf": (make_pdf([_PAGE]), "PDF"),
        "a.csv": (b"a,b\n1,2\n", "plain text"),
    }
    for name, (data, form) in forms.items():
        assert read_document(data, name).form == form
        assert read_document(data, "misnamed.bin").form == form


def test_a_mail_gives_subject_sender_day_and_attachments() -> None:
    mail = (
        b"From: Ann Example <ann@board.example>\r\nTo: b@board.example\r\nSubject: Our evidence\r\n"
        b"Date: Mon, 5 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n'
        b'--x\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename="f.csv"\r\n\r\n'
        b"a,b\r\n1,2\r\n--x--\r\n"
    )
    document = read_document(mail, "evidence.eml")
    assert (document.kind, document.title, document.dated) == (Kind.EMAIL, "Our evidence", date(2026, 1, 5))
    assert "Ann Example" in document.author
    assert "See below." in document.text
    (attached,) = document.attachments
    assert (attached.name, attached.data.split()) == ("f.csv", [b"a,b", b"1,2"])
    assert "1,2" not in repr(document)  # a file of others has no place in a log
    assert tables_of(read_document(attached.data, attached.name))[0].rows == [["a", "b"], ["1", "2"]]


def test_a_transcript_has_speakers_by_line() -> None:
    captions = (
        b"WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann>Welcome.</v>\n\n"
        b"00:00:09.000 --> 00:00:12.000\n<v Bo>Thanks.</v>\n"
    )
    document = read_document(captions, "meeting.vtt")
    lines = document.text.split("\n")
    assert [(turn.speaker, lines[turn.line - 1]) for turn in document.turns] == [("Ann", "Welcome."), ("Bo", "Thanks.")]


def test_tables_of_a_text_and_of_a_document_without_any() -> None:
    (table,) = tables_of(read_document(b"Month\tSeen\nJAN\t12\n", "figures.txt"))
    assert (table.title, table.heading_rows) == ("Figures", 1)
    with pytest.raises(UnreadableDocument, match=r"letter\.html holds no table"):
        tables_of(read_document(b"<html><p>Words only", "letter.html"))
