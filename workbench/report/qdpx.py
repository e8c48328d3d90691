"""A review as a QDPX file, the exchange format of REFI-QDA, for NVivo, ATLAS.ti, MAXQDA, QualCoder and others.

Lines of enquiry and themes are its codes, interviews and submissions its sources as plain text, what was said and
marked its quotations with their codes, findings its notes. A quotation's place counts Unicode code points from 0, its
end not included. The same record gives the same bytes, and the same ids every time.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from groups.enquiry import outline
from groups.evidence import EvidenceKind, EvidenceLink, Relation, find_again
from groups.finding import in_order
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.roles import InText, roles_in
from interviews.submission import Submission
from interviews.theme import in_order as themes_in_order
from workbench.report.briefing_note import WORKING_COPY
from workbench.report.evidence_shown import EvidenceShown
from workbench.report.outcome_lists import citations, not_for_publication
from workbench.report.words import plain

_NAMESPACE = "urn:QDA-XML:project:1.0"
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:scrutiny-workbench:qdpx")
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_NAME = 80
_LINES, _THEMES, _BEARS = "Lines of enquiry", "Themes", "Bears on a finding"


def qdpx(review: Review, *, private: bool = False, key: Sequence[RoleName] = ()) -> bytes:
    """The whole file. A public one holds only what may be public, with names as roles; ``private`` has everything."""
    project = _Project(EvidenceShown(review, private=private, key=key))
    xml = tostring(project.root, encoding="utf-8", xml_declaration=True)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in [("project.qde", xml), *project.files]:
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def guid(kind: str, record_id: str) -> str:
    """The id of something in the file, which follows from our own."""
    return str(uuid.uuid5(_OURS, f"{kind}:{record_id}")).upper()


class _Project:
    """Builds the project part by part, in the order that the format demands."""

    def __init__(self, shown: EvidenceShown) -> None:
        self._shown = shown
        group = shown.review.group
        self._user = guid("group", group.id)
        self._codes: set[str] = set()
        self._noted = {finding.id for finding in shown.review.findings}
        self._links: dict[str, list[EvidenceLink]] = {}
        for links in shown.links.values():
            for link in links:
                if link.finding_id in self._noted:
                    self._links.setdefault(link.address.id, []).append(link)
        self.files: list[tuple[str, bytes]] = []
        self.root = Element("Project", {"xmlns": _NAMESPACE, "name": _name(shown.published(group.title)) or "Review"})
        self.root.set("origin", "Scrutiny workbench")
        self.root.set("creatingUserGUID", self._user)
        if created := _moment(group.created_at):
            self.root.set("creationDateTime", created)
        # Whoever wrote something down is no part of what is exchanged: all of it is the group's.
        SubElement(SubElement(self.root, "Users"), "User", guid=self._user, name=self.root.get("name") or "")
        self._add_codes()
        self._add_sources()
        self._add_notes()
        told = shown.published(group.topic_question.strip())
        if words := " ".join(part for part in (f"{WORKING_COPY}." if shown.private else "", told) if part):
            SubElement(self.root, "Description").text = _text(words)

    # -- codes --------------------------------------------------------------------------------------------------------

    def _add_codes(self) -> None:
        review = self._shown.review
        codes = SubElement(SubElement(self.root, "CodeBook"), "Codes")
        if review.enquiry:
            above = {0: _heading(codes, _LINES)}
            for line, number, depth in outline(review.enquiry):
                words = self._shown.published(line.text)
                over = above[max(level for level in above if level <= depth)]
                code = self._code(over, line.id, " ".join(part for part in (number, words) if part), words)
                above = {level: kept for level, kept in above.items() if level <= depth} | {depth + 1: code}
        if review.themes:
            over = _heading(codes, _THEMES)
            made: dict[str, Element] = {}
            for theme in themes_in_order(review.themes):
                parent = made.get(theme.parent_id, over)
                made[theme.id] = self._code(parent, theme.id, self._shown.published(theme.name))
        bears = _heading(codes, _BEARS)
        for relation in Relation:
            self._code(bears, relation.value, relation.value)

    def _code(self, parent: Element, record_id: str, name: str, description: str = "") -> Element:
        self._codes.add(record_id)
        code = SubElement(parent, "Code", guid=guid("code", record_id), name=_name(name) or "–", isCodable="true")
        if description and _name(description) != " ".join(plain(description).split()):
            SubElement(code, "Description").text = _text(description)
        return code

    # -- sources ------------------------------------------------------------------------------------------------------

    def _add_sources(self) -> None:
        sources = Element("Sources")
        for interview in self._shown.interviews:
            said = list(self._shown.notes(interview.id))
            if not said:
                continue
            befores = [f"{_text(one.speaker)}: " if one.speaker else "" for _, one in said]
            words = [_text(self._shown.words_of(note)) for note, _ in said]
            text = "".join(f"{before}{own}\n" for before, own in zip(befores, words, strict=True))
            name = self._shown.interview_title(interview)
            source = self._source(sources, "interview", interview.id, name, text)
            at = 0
            for (note, _), before, own in zip(said, befores, words, strict=True):
                start = at + len(before)
                at = start + len(own) + 1
                codes, links = [note.line_id, *note.theme_ids], self._links.get(note.id, [])
                self._quotation(source, note.id, text[start : at - 1], start, codes, links, _moment(note.taken_at))
        for submission in self._shown.submissions.values():
            if submission.text.strip():
                self._add_submission(sources, submission)
        if len(sources):
            self.root.append(sources)

    def _add_submission(self, sources: Element, submission: Submission) -> None:
        mapped = _Mapped(submission.text, self._shown.key_of(submission), self._shown.kept_in(submission))
        whole = self._shown.submission(submission)
        name = " ".join(dict.fromkeys(part for part in (whole.reference, whole.where) if part))
        source = self._source(sources, "submission", submission.id, name, mapped.text)
        marked = [p for p in self._shown.review.passages if p.submission_id == submission.id]
        cited = [x for x in self._links.get(submission.id, []) if x.address.kind is EvidenceKind.PASSAGE]
        codes: dict[str, list[str]] = {}
        links: dict[str, list[EvidenceLink]] = {}
        spans: dict[str, tuple[int, int]] = {}
        for address in [*(p.address for p in marked), *(x.address for x in cited)]:
            start = find_again(address, submission.text)
            if start is not None:
                spans[address.key] = mapped.span(start, start + len(address.words))
        for passage in marked:
            codes[passage.address.key] = [passage.line_id, *passage.theme_ids]
        for link in cited:
            links.setdefault(link.address.key, []).append(link)
        for ident, (start, end) in sorted(spans.items(), key=lambda pair: (*pair[1], pair[0])):
            self._quotation(source, ident, mapped.text[start:end], start, codes.get(ident, []), links.get(ident, []))

    def _source(self, sources: Element, kind: str, record_id: str, name: str, words: str) -> Element:
        ident = guid(kind, record_id)
        self.files.append((f"sources/{ident}.txt", words.encode("utf-8")))
        return SubElement(
            sources,
            "TextSource",
            guid=ident,
            name=_name(name) or kind.capitalize(),
            plainTextPath=f"internal://{ident}.txt",
            creatingUser=self._user,
        )

    def _quotation(
        self,
        source: Element,
        record_id: str,
        words: str,
        start: int,
        code_ids: Iterable[str],
        links: Sequence[EvidenceLink],
        moment: str | None = None,
    ) -> None:
        """A quotation with its codes, and the notes of the findings that rest on it."""
        made = SubElement(
            source,
            "PlainTextSelection",
            guid=guid("quotation", record_id),
            name=_name(words),
            startPosition=str(start),
            endPosition=str(start + len(words)),
            creatingUser=self._user,
        )
        if moment:
            made.set("creationDateTime", moment)
        for code_id in dict.fromkeys([*code_ids, *(link.relation.value for link in links)]):
            if code_id in self._codes:
                coding = SubElement(
                    made, "Coding", guid=guid("coding", f"{record_id}:{code_id}"), creatingUser=self._user
                )
                SubElement(coding, "CodeRef", targetGUID=guid("code", code_id))
        for finding_id in dict.fromkeys(link.finding_id for link in links):
            SubElement(made, "NoteRef", targetGUID=guid("finding", finding_id))

    # -- notes --------------------------------------------------------------------------------------------------------

    def _add_notes(self) -> None:
        notes = Element("Notes")
        for finding in in_order(self._shown.review.findings):
            number = self._shown.finding_numbers[finding.id]
            cited, hidden = citations(finding, self._shown)
            lines = [self._shown.published(finding.text.strip()), *cited]
            lines += [f"{not_for_publication(hidden)}."] if hidden else []
            note = SubElement(
                notes, "Note", guid=guid("finding", finding.id), name=f"Finding {number}", creatingUser=self._user
            )
            SubElement(note, "PlainTextContent").text = _text("\n\n".join(lines))
        if len(notes):
            self.root.append(notes)


class _Mapped:
    """A text with names as roles, and where a stretch of it as it was stands in it."""

    def __init__(self, text: str, key: Sequence[RoleName], keep: Sequence[str]) -> None:
        self._found: list[InText] = roles_in(text, key, keep) if key else []
        self.text = "".join(self._parts(text))

    def _parts(self, text: str) -> Iterator[str]:
        last = 0
        for each in self._found:
            yield text[last : each.start]
            yield each.role
            last = each.end
        yield text[last:]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch; one that begins or ends inside a name has the whole role."""
        return self._place(start, at_end=False), self._place(end, at_end=True)

    def _place(self, place: int, *, at_end: bool) -> int:
        moved = 0
        for each in self._found:
            if each.end <= place:
                moved += len(each.role) - (each.end - each.start)
            elif each.start < place:
                return each.start + moved + (len(each.role) if at_end else 0)
            else:
                break
        return place + moved


def _heading(codes: Element, name: str) -> Element:
    return SubElement(codes, "Code", guid=guid("heading", name), name=name, isCodable="false")


def _name(words: str) -> str:
    """A name on one line and not longer than a list can show."""
    short = " ".join(plain(words).split())
    return short if len(short) <= _LONGEST_NAME else short[: _LONGEST_NAME - 1].rstrip() + "…"


def _text(words: str) -> str:
    """Several lines as XML and every program reads them back: without control signs, lines apart by line feeds."""
    return _FORBIDDEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
