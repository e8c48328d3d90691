"""The report on its way: numbered drafts that can be compared, the sign-off, and the files that were published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from groups.record import OfGroup

# The key of a paragraph that is not printed: what people wrote for a section, as they wrote it, to be brought back.
SOURCE = "source:"


class DraftParagraph(BaseModel):
    """One paragraph of a draft: the key of what it was made from where it has one, its number, and its words."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: str = ""
    number: str = ""
    text: str

    @property
    def is_printed(self) -> bool:
        """Whether it is a paragraph of the report, and not what people wrote for a section before it was put in."""
        return not self.key.startswith(SOURCE)


class ReportDraft(OfGroup):
    """One numbered draft of the report, kept as it was read; once signed off it is what may be published."""

    number: int
    on: date | None = None
    remark: str = ""
    private: bool = False
    paragraphs: list[DraftParagraph] = Field(default_factory=list)
    signed_off_by: str = ""
    signed_off_on: date | None = None

    @property
    def printed(self) -> list[DraftParagraph]:
        """The paragraphs of the report."""
        return [paragraph for paragraph in self.paragraphs if paragraph.is_printed]

    @property
    def written(self) -> dict[str, str]:
        """What people had written, by the name of its section: "BACKGROUND" → Markdown."""
        return {p.key.removeprefix(SOURCE): p.text for p in self.paragraphs if not p.is_printed}


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


def next_number(drafts: Iterable[ReportDraft]) -> int:
    """The number for the next draft: after the highest that was ever given, those in the bin too."""
    return max((draft.number for draft in drafts), default=0) + 1


def last_signed(drafts: Iterable[ReportDraft]) -> ReportDraft | None:
    """The newest draft that was signed off, or None."""
    signed = [draft for draft in drafts if draft.signed_off_by]
    return max(signed, key=lambda draft: draft.number, default=None)
