"""What a file is, told by its content, and in which encoding its text is written."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Kinds of file, in words that can stand in a sentence."""

    EMPTY = "empty file"
    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    PDF = "PDF"
    HTML = "web page"
    EMAIL = "e-mail"
    TRANSCRIPT = "transcript"
    RTF = "rich text (RTF) document"
    WORD = "Word document"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    OLD_OFFICE = "document of an older Office"
    OUTLOOK = "message of Outlook"
    LOCKED_OFFICE = "document that is locked with a password"
    OPEN_DOCUMENT = "OpenDocument file"
    ZIP = "zip file"
    PICTURE = "picture"
    UNKNOWN = "file of an unknown kind"


class Decoded(NamedTuple):
    """Text, the encoding it was written in, and what a reader should be told about that ("" if nothing)."""

    text: str
    encoding: str
    notice: str


_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
_IN_ZIP = (
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind.OPEN_DOCUMENT),
    (b"word/document", Kind.WORD),
    (b"xl/workbook", Kind.SPREADSHEET),
    (b"ppt/", Kind.PRESENTATION),
)
_IN_OLE = (
    ("EncryptedPackage".encode("utf-16-le"), Kind.LOCKED_OFFICE),
    ("__substg1.0_".encode("utf-16-le"), Kind.OUTLOOK),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_NAME = re.compile(r"\.x?html?\Z", re.I)
_HTML_TAG = re.compile(rb"\s*<[!?a-z]", re.I)
_VTT = re.compile(r"\s*WEBVTT(?:[ \t\n]|\Z)")
_SRT = re.compile(r"\s*\d{1,6}[ \t]*\n\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->")
# An e-mail as a file begins with headers. A note of "From: … Date: … Subject: …" that somebody typed has none of those
# that only a mail program writes.
_HEADER = re.compile(r"([!-9;-~]{1,76}):(?:[ \t]|\Z)")
_MAIL_PROGRAM = {
    "mime-version", "message-id", "received", "return-path", "content-type", "delivered-to", "x-mailer",
    "dkim-signature",
}  # fmt: skip
_MAIL_NAME = re.compile(r"\.(?:eml|mht|mhtml)\Z", re.I)
_MOST_HEADERS = 400
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mdown|mkd)\Z", re.I)
_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_HEAD = 1024
_SAMPLE = 65_536
_MOST_CONTROL = 0.02  # of random bytes a tenth are control characters, of text from any source hardly any
_MOST_HIGH = 0.4  # of text in a Western one-byte encoding a few in a hundred are not ASCII


def kind_of(data: bytes, name: str = "") -> Kind:
    """What kind of file these bytes are. The name only tells Markdown from plain text, which look the same."""
    if not data.strip():
        return Kind.EMPTY
    head = data[:_HEAD]
    if head.startswith(b"%PDF-") or (b"%PDF-" in head and (b"startxref" in data or b" obj" in data)):
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for part, kind in _IN_ZIP if part in data), Kind.ZIP)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for part, kind in _IN_OLE if part in data), Kind.OLD_OFFICE)
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if not _has_bom(data):
        if head.startswith(_PICTURES) and _is_binary(data):
            return Kind.PICTURE
        if _is_binary(data):
            return Kind.UNKNOWN
    return _kind_of_text(data, name)


def _kind_of_text(data: bytes, name: str) -> Kind:
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8)
    if _HTML.match(head) or (_HTML_NAME.search(name) and _HTML_TAG.match(head)):
        return Kind.HTML
    begins = decode(data[:_SAMPLE]).text.replace("\r\n", "\n").replace("\r", "\n")
    if _HTML.match(begins[:_HEAD].encode()):
        return Kind.HTML  # in UTF-16
    if _VTT.match(begins) or _SRT.match(begins):
        return Kind.TRANSCRIPT
    if _begins_with_headers(begins, bool(_MAIL_NAME.search(name))):
        return Kind.EMAIL
    return Kind.MARKDOWN if _MARKDOWN_NAME.search(name) else Kind.PLAIN


def _begins_with_headers(text: str, called_mail: bool) -> bool:
    """Whether a text begins with the headers of an e-mail. ``called_mail``: its name says so, fewer will do."""
    names: set[str] = set()
    for line in text.lstrip("\n").split("\n", _MOST_HEADERS)[:_MOST_HEADERS]:
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        header = _HEADER.match(line)
        if header:
            names.add(header.group(1).lower())
        elif names or not line.startswith("From "):  # the line over each message of a mailbox
            return False
    written = names & _MAIL_PROGRAM
    told = names & {"from", "date", "subject", "to"}
    return len(told) + len(written) > 1 if called_mail else "from" in names and bool(written)


def decode(data: bytes) -> Decoded:
    """The text of the bytes: by its byte order mark, else UTF-8, else Windows-1252. Never raises.

    Bytes that mean nothing in the encoding become U+FFFD and are counted in the notice.
    """
    for mark, codec, shown in _BOMS:
        if data.startswith(mark):
            return _told(data.decode(codec, errors="replace"), shown, "")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", "")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    # A few bad bytes in a UTF-8 file with letters beyond ASCII: the rest of it would be garbled as Windows-1252.
    bad = text.count("\ufffd")
    if sum(letter > "\x7f" for letter in text) - bad > bad:
        return _told(text, "UTF-8", "")
    western = data.decode("cp1252", errors="replace")
    return _told(western, "Windows-1252", "The text is not in UTF-8: it was read as Windows-1252.")


def _told(text: str, encoding: str, notice: str) -> Decoded:
    bad = text.count("\ufffd")
    if not bad:
        return Decoded(text, encoding, notice)
    places = "1 place" if bad == 1 else f"{bad} places"
    return Decoded(text, encoding, f"{notice} {places} could not be read as {encoding} and show as \ufffd.".strip())


def _has_bom(data: bytes) -> bool:
    return data.startswith(tuple(mark for mark, _, _ in _BOMS))


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in sample)
    if control > max(_MOST_CONTROL * len(sample), 2):
        return True
    try:
        sample[: len(sample) - 3].decode("utf-8")
    except UnicodeDecodeError as why:
        if why.start >= len(sample) - 8:
            return False
        return sum(byte > 127 for byte in sample) > _MOST_HIGH * len(sample)
    return False
