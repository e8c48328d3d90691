"""E-mails for the tests, made as mail programs make them; everybody in them is invented."""

from __future__ import annotations

from email.message import EmailMessage

BODY = """\
Dear Ms Lee,

We were told in the sixth week of term. Please see the letter.

> When were you told?

Kind regards
Ama Okoro
Wexcombe Parents' Forum
"""


def letter(*, subject: str = "Evidence on home education", body: str = BODY) -> EmailMessage:
    """A plain message to the review's officer, with a hidden recipient."""
    message = EmailMessage()
    message["From"] = "Ama Okoro <ama@forum.example>"
    message["To"] = "Scrutiny <scrutiny@wexcombe.example>"
    message["Bcc"] = "Someone Hidden <hidden@wexcombe.example>"
    message["Subject"] = subject
    message["Date"] = "Wed, 14 Jan 2026 23:40:00 +0000"
    message.set_content(body)
    return message


def with_attachments(*attachments: tuple[str, bytes]) -> EmailMessage:
    """The same message with files behind it."""
    message = letter()
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message
