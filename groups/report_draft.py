"""The report on its way: numbered drafts that can be compared, the sign-off, and the files that were published."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from groups.record import OfGroup


class DraftParagraph(BaseModel):
    """One paragraph of a draft: the key of what it was made from where it has one, its number, and its words."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: str = ""
    number: str = ""
    text: str


class ReportDraft(OfGroup):
    """One numbered draft of the report, kept as it was read; once signed off it is what may be published."""

    number: int
    on: date | None = None
    remark: str = ""
    private: bool = False
    paragraphs: list[DraftParagraph] = Field(default_factory=list)
    signed_off_by: str = ""
    signed_off_on: date | None = None


class PublishedFile(OfGroup):
    """One file that was written to be published, by its checksum.

    ``draft_number`` is the draft that it holds, 0 where none was kept. Where the leak check was overridden,
    ``override_reason`` says why and ``overridden`` names the places, never the words that stood there.
    """

    on: date | None = None
    form: str
    file_name: str
    sha256: str
    draft_number: int = 0
    override_reason: str = ""
    overridden: list[str] = Field(default_factory=list)
