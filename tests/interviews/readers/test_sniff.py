"""Kinds of file and encodings, told by content."""

import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.readers.sniff import Kind, decode, kind_of
from tests.interviews.readers.pdfs import make_pdf

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "pack.pdf", Kind.EMPTY),
        (b" \r\n\t", "pack.txt", Kind.EMPTY),
        (b"Agenda\n", "pack.txt", Kind.PLAIN),
        (b"Agenda\n", "pack.pdf", Kind.PLAIN),
        (b"# Agenda\n", "Pack.MD", Kind.MARKDOWN),
        (make_pdf([["Agenda"]]), "pack.txt", Kind.PDF),
        (b"junk before it\n" + make_pdf([["Agenda"]]), "", Kind.PDF),
        (b"A file begins with %PDF-1.4, the manual says.", "", Kind.PLAIN),
        (_zip("[Content_Types].xml", "word/document.xml"), "x.txt", Kind.WORD),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "", Kind.SPREADSHEET),
        (_zip("notes.txt"), "x.docx", Kind.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "old.doc", Kind.OLD_OFFICE),
        (b"{\\rtf1\\ansi text}", "", Kind.RTF),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "pack.txt", Kind.HTML),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html>", "", Kind.HTML),
        (b"<p>a paragraph in a pack</p>", "", Kind.PLAIN),
        (b"<p>a paragraph in a page</p>", "page.htm", Kind.HTML),
        ("<!doctype html><p>\u2013".encode("utf-16"), "", Kind.HTML),
        (_zip("word/document2.xml"), "", Kind.WORD),
        (_zip("ppt/presentation.xml"), "", Kind.PRESENTATION),
        (
            b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "a.odt",
            Kind.OPEN_DOCUMENT,
        ),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "locked.docx", Kind.LOCKED_OFFICE),
        (_OLE + "__substg1.0_0037001F".encode("utf-16-le"), "mail.msg", Kind.OUTLOOK),
        (b"\xef\xbb\xbfWEBVTT\r\n\r\n", "", Kind.TRANSCRIPT),
        (b"WEBVTT - a meeting\n", "", Kind.TRANSCRIPT),
        (b"WEBVTTX is no such file", "", Kind.PLAIN),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", "x.txt", Kind.TRANSCRIPT),
        (b"1\nThe first finding\n", "x.srt", Kind.PLAIN),
        (b"From: a@board.example\r\nSubject: Hi\r\nMIME-Version: 1.0\r\n\r\nHello", "", Kind.EMAIL),
        (b"Received: by x\n\tfor y; Mon\nFrom: a@board.example\n\nHello", "", Kind.EMAIL),
        (b"From a@board.example Mon Jan 5\nReturn-Path: <a>\nFrom: a@board.example\n\nHello", "", Kind.EMAIL),
        (b"From: a@board.example\nDate: today\n\nHello", "x.eml", Kind.EMAIL),
        (b"To: The Board\nDate: 22 January 2026\nSubject: School Transport\n\n1 Purpose", "note.txt", Kind.PLAIN),
        (b"From: The Chair\nTo: Members\nDate: 22 January\nSubject: Scope\n\nDear all", "note.txt", Kind.PLAIN),
        (b"From: Ann\nThis line is no header\nMIME-Version: 1.0\n\n", "", Kind.PLAIN),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "", Kind.PICTURE),
        (random.Random(1).randbytes(5_000), "pack.txt", Kind.UNKNOWN),
        (b"\x00" * 500, "", Kind.UNKNOWN),
        (b"one NUL \x00 in a long text does no harm. " * 1, "", Kind.PLAIN),
        ("Scope\n".encode("utf-16"), "", Kind.PLAIN),
        ("étude – “caf\u00e9”".encode("cp1252"), "", Kind.PLAIN),
        ("日本語の文書です。".encode() * 5_000, "", Kind.PLAIN),
    ],
)
def test_kinds(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) is kind


@pytest.mark.parametrize(
    ("data", "text", "encoding", "told"),
    [
        ("Cllr Zoë – “yes”".encode(), "Cllr Zoë – “yes”", "UTF-8", ""),
        (b"\xef\xbb\xbfAgenda", "Agenda", "UTF-8 with a byte order mark", ""),
        ("Zoë".encode("utf-16"), "Zoë", "UTF-16", ""),
        (b"\xfe\xff" + "Zoë".encode("utf-16-be"), "Zoë", "UTF-16", ""),
        ("Zoë".encode("utf-32"), "Zoë", "UTF-32", ""),
        ("Zoë – “yes”".encode("cp1252"), "Zoë – “yes”", "Windows-1252", "was read as Windows-1252"),
        (b"Zo\xeb \x81", "Zoë \ufffd", "Windows-1252", "1 place could not be read"),
        (
            "Zoë – “yes” – no".encode() + b" \xff!",
            "Zoë – “yes” – no \ufffd!",
            "UTF-8",
            "1 place could not be read as UTF-8",
        ),
        (b"\xff\xfea\x00b", "a\ufffd", "UTF-16", "1 place could not be read as UTF-16"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str, told: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert told in decoded.notice
    assert bool(told) == bool(decoded.notice)


@given(st.binary())
def test_any_bytes_have_a_kind_and_a_text(data: bytes) -> None:
    assert kind_of(data) in Kind
    decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff")))
def test_what_was_written_in_utf8_is_read_back(text: str) -> None:
    assert decode(text.encode()).text == text
