"""E-mails: their words, from whom and when, their attachments, and whatever is done in them to do harm."""

from __future__ import annotations

import time
from datetime import date
from email.message import EmailMessage

import pytest

from interviews.readers.mail import MOST_PARTS, Mail, read_mail
from interviews.readers.problems import UnreadableDocument
from tests.hostile import HOSTILE_STRINGS
from tests.interviews.readers.mails import BODY, letter, with_attachments


def read(message: EmailMessage) -> Mail:
    return read_mail(message.as_bytes(), "letter.eml")


def test_words_sender_day_and_subject() -> None:
    mail = read(letter())
    assert mail.text == BODY.strip()
    assert (mail.subject, mail.sender, mail.sent) == ("Evidence on home education", "Ama Okoro", date(2026, 1, 14))
    assert (mail.attachments, mail.dropped) == ([], [])
    assert "hidden" not in repr(mail).casefold()


def test_encoded_headers_are_read_and_cleaned() -> None:
    raw = (
        b"From: =?iso-8859-1?q?Zo=EB_N=FA=F1ez?= <zoe@forum.example>\r\n"
        b"Subject: =?utf-8?b?wqMgcGVyIGNoaWxkIBtbMzFt?=\r\n =?utf-8?q?_and_more?=\r\nDate: no day\r\n\r\nWords\r\n"
    )
    mail = read_mail(raw, "letter.eml")
    assert mail.sender == "Zoë Núñez"
    assert mail.subject.startswith("£ per child")
    assert mail.subject.endswith("and more")
    assert "\x1b" not in mail.subject
    assert (mail.sent, mail.text) == (None, "Words")


def test_without_a_name_the_address_says_who() -> None:
    assert read_mail(b"From: ama@forum.example\nSubject: x\n\nWords", "a.eml").sender == "ama@forum.example"
    assert read_mail(b"Subject: x\n\nWords", "a.eml").sender == ""


def test_plain_text_is_taken_before_the_web_page() -> None:
    message = letter(body="Plain words")
    message.add_alternative("<p>The same as a page</p>", subtype="html")
    assert read(message).text == "Plain words"


def test_a_message_that_is_only_a_web_page() -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("<html><body><p>First &amp; last</p><p>Second<br>line</p></body></html>", subtype="html")
    message.add_related(b"\x89PNG\r\n", maintype="image", subtype="png", cid="<logo>")
    mail = read(message)
    assert [line for line in mail.text.split("\n") if line] == ["First & last", "Second", "line"]
    assert mail.dropped == ["A picture inside the message was left out."]
    assert mail.attachments == []


def test_an_empty_plain_text_gives_way_to_the_web_page() -> None:
    message = letter(body=" \n")
    message.add_alternative("<p>Only here</p>", subtype="html")
    assert read(message).text == "Only here"


def test_attachments_come_with_names_that_are_no_paths() -> None:
    names = ["../../etc/passwd", "C:\\temp\\figures.csv", "a\x1b[31mb\x00.txt", "..", "x" * 400 + ".docx", "£ år.txt"]
    mail = read(with_attachments(*((name, f"bytes {n}".encode()) for n, name in enumerate(names))))
    assert [name for name, _ in mail.attachments][:2] == ["passwd", "figures.csv"]
    assert all(name and len(name) <= 120 for name, _ in mail.attachments)
    assert not any(sign in name for name, _ in mail.attachments for sign in "/\\\x1b\x00:")
    assert mail.attachments[3][0].startswith("attachment 4")
    assert mail.attachments[4][0].endswith("x.docx")
    assert mail.attachments[5] == ("£ år.txt", b"bytes 5")


def test_a_forwarded_message_is_read_as_part_of_the_words() -> None:
    inner = with_attachments(("inner.txt", b"inner"))
    outer = letter(subject="Fwd: Evidence", body="See below.")
    outer.add_attachment(inner)
    mail = read(outer)
    assert mail.text.startswith("See below.\n\nForwarded message\nFrom: Ama Okoro")
    assert "sixth week" in mail.text
    assert "hidden" not in mail.text.casefold()
    assert mail.attachments == [("inner.txt", b"inner")]


def test_what_cannot_be_taken_is_told() -> None:
    message = letter()
    message.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="invite.ics")
    message.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    message.add_attachment(b"sig", maintype="application", subtype="pgp-signature", filename="s.asc")
    mail = read(message)
    assert mail.attachments == []
    for words in ("winmail.dat", "invitation", "without content", "signature"):
        assert sum(words in sentence for sentence in mail.dropped) == 1, words


def test_an_encrypted_message_is_refused_in_one_sentence() -> None:
    message = letter()
    message.add_attachment(b"x", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    with pytest.raises(UnreadableDocument, match=r"letter\.eml is encrypted: open it in your mail program"):
        read(message)


@pytest.mark.parametrize(
    "charset", ["no-such", "x" * 5_000, "rot13", "base64", "zip", "utf-8\\x00", "idna", "undefined"]
)
def test_an_encoding_that_does_not_exist_is_no_hindrance(charset: str) -> None:
    raw = f'Subject: x\nContent-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: 8bit\n\ncafé'
    assert read_mail(raw.encode(), "a.eml").text == "café"


def test_bytes_that_mean_nothing_show_so() -> None:
    raw = b'Subject: x\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\ncaf\xe9 then'
    assert read_mail(raw, "a.eml").text == "caf\ufffd then"


@pytest.mark.parametrize("text", HOSTILE_STRINGS, ids=range(len(HOSTILE_STRINGS)))
def test_hostile_text_is_only_text(text: str) -> None:
    safe = text.encode("utf-8", "replace").decode()
    message = EmailMessage()
    message.set_content(safe)
    header = " ".join(safe.split())[:400].encode("utf-8")
    mail = read_mail(b"Subject: " + header + b"\nFrom: " + header + b"\n" + message.as_bytes(), "a.eml")
    assert not set("\x1b\x07\u202e\u200b\x9b") & set(mail.text + mail.subject + mail.sender)


def nested(depth: int) -> bytes:
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"Subject: deep\n" + opened + b"Content-Type: text/plain\n\nthe bottom\n"


def forwarded(depth: int) -> bytes:
    return b"Subject: deep\n" + b"Content-Type: message/rfc822\n\nSubject: x\n" * depth + b"\nthe bottom\n"


def parts(many: int, heading: bytes = b"Content-Type: text/plain") -> bytes:
    return (
        b"Subject: many\nContent-Type: multipart/mixed; boundary=b\n\n"
        + (b"--b\n" + heading + b"\n\nx\n") * many
        + b"--b--"
    )


HOSTILE = {
    "deep": nested(60),
    "deeper": nested(5_000),
    "forwarded": forwarded(5_000),
    "parts": parts(10_000),
    "parts with long headings": parts(10_000, b"Content-Type: text/plain; " + b"a=b; " * 300),
    "names": parts(3_000, b"Content-Disposition: attachment; filename*0=" + b"x" * 900 + b"; filename*1=y"),
    "header": b"Subject: " + b"x" * 10_000_000 + b"\n\nwords",
    "addresses": b"From: " + b"a@b, " * 1_000_000 + b"\n\nwords",
    "comments": b"From: " + b"(" * 1_000_000 + b"\n\nwords",
    "quotes": b"From: " + b'"\\' * 500_000 + b"\n\nwords",
    "brackets": b"From: " + b"<" * 100_000 + b"\nContent-Type: " + b"(" * 100_000 + b"\n\nwords",
    "encoded": b"Subject: " + b"=?utf-8?q?" * 300_000 + b"\n\nwords",
    "encoded well": b"Subject: " + b"=?utf-8?q?x?= " * 200_000 + b"\n\nwords",
    "headers": b"".join(b"X-%d: y\n" % n for n in range(200_000)) + b"\nwords",
    "parameters": b"Content-Type: text/plain; " + b"; ".join(b"a%d=b" % n for n in range(100_000)) + b"\n\nwords",
    "date": b"Date: " + b"1" * 1_000_000 + b"\n\nwords",
    "page": b"Content-Type: text/html\n\n" + b"<" * 1_000_000 + b"<div>" * 200_000,
    "base64": b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + b"A=" * 2_000_000,
    "quoted": b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=" * 2_000_000,
    "uuencoded": b"Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\n"
    + b"begin 644 x\n"
    + b"M" * 999_999,
    "nothing": b"\n",
    "zeros": b"Subject: \x00\x00\n\n" + b"\x00" * 100_000,
    "deep in many lines": nested(99) + b"line\n" * 500_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_messages_are_read_or_refused_in_good_time(what: str) -> None:
    started = time.process_time()
    sentence = ""
    try:
        read_mail(HOSTILE[what], "a.eml")
    except UnreadableDocument as why:
        sentence = str(why)
    assert sentence.count(". ") == 0
    assert "\n" not in sentence
    assert time.process_time() - started < 5


def test_the_parts_beyond_the_limit_are_told() -> None:
    mail = read_mail(parts(MOST_PARTS + 9), "a.eml")
    assert mail.dropped == [f"Only the first {MOST_PARTS} parts of the message were read: it has 10 more."]
