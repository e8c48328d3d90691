"""The whole check of a group before publishing: of its record, of its report as put together, of the work programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from groups.contradictions import contradictions
from groups.enquiry import shown_numbers as line_numbers
from groups.finding import shown_numbers as finding_numbers
from groups.group import Group
from groups.recommendation import shown_numbers as recommendation_numbers
from index.pack_store import NoSuchPack
from index.passage_store import PassageStore
from interviews.checks import Checked, Outside, checked
from interviews.reference_checks import Printed
from interviews.remark import About, Remark, remarked
from interviews.review import Review
from workbench.services.sharing import pulling_apart
from workbench.services.topics_drift import programme_drift
from workbench.workspace.workspace import Workspace


class NoSuchRemark(LookupError):
    """No remark has that key; the message says what to do."""


class WholeCheck(NamedTuple):
    """Every remark on one group, open and settled, in the order of the subjects."""

    group: Group
    found: list[Checked]
    numbers: dict[str, str]

    @property
    def open(self) -> list[Remark]:
        """The remarks that are open."""
        return [one.remark for one in self.found if one.settled is None]

    @property
    def settled(self) -> list[Checked]:
        """Those that were settled."""
        return [one for one in self.found if one.settled is not None]

    def number_of(self, remark: Remark) -> str:
        """The shown number of the record that a remark leads to: "6.1.iii", "2c", "EHE01"; "" where it has none."""
        return self.numbers.get(remark.record_id, "")

    def called(self, key: str) -> Checked:
        """The remark with this key, or the only one whose key begins so. Raises NoSuchRemark."""
        wanted = key.strip().casefold()
        begins = [one for one in self.found if wanted and one.remark.key.startswith(wanted)]
        exact = [one for one in begins if one.remark.key == wanted]
        if len(exact or begins) == 1:
            return (exact or begins)[0]
        if begins:
            raise NoSuchRemark(f"Several remarks have a key that begins with {key}: give more of it.")
        raise NoSuchRemark(
            f"There is no remark {key}. “workbench check {self.group.title} --all” lists them with keys."
        )


def check_group(workspace: Workspace, group_id: str) -> WholeCheck:
    """Everything that would embarrass a group after publishing. Raises NotThere."""
    return check_review(workspace, workspace.records.review(group_id), workspace.today().date())


def check_review(workspace: Workspace, review: Review, today: date) -> WholeCheck:
    """The same for a review that was read already."""
    printed, problem = _printed(workspace, review, today)
    more = [*_programme(workspace, review.group), *problem, *_apart(workspace, review)]
    outside = Outside(_expansions(workspace), printed, more)
    found = checked(review, today, outside)
    numbers = {
        **{row.id: row.reference for row in review.submissions},
        **line_numbers(review.enquiry),
        **finding_numbers(review.findings),
        **recommendation_numbers(review.recommendations),
    }
    return WholeCheck(review.group, found, numbers)


def by_subject(found: Sequence[Remark]) -> list[tuple[About, list[Remark]]]:
    """Remarks under their subjects, in order; a subject without any is left out."""
    return [(about, some) for about in About if (some := [one for one in found if one.about is about])]


def _expansions(workspace: Workspace) -> dict[str, list[str]]:
    """The meanings in the glossary, by abbreviation."""
    found: dict[str, list[str]] = {}
    for meaning in PassageStore(workspace.db).words.glossary():
        found.setdefault(meaning.short, []).append(meaning.full)
    return found


def _printed(workspace: Workspace, review: Review, today: date) -> tuple[Printed | None, list[Remark]]:
    """The numbers that the public report prints; where it cannot be put together, the sentence that says why."""
    from workbench.report.briefing_note import briefing_note
    from workbench.report.numbering import number
    from workbench.report.references import ReportProblem
    from workbench.report.tree import Numbered

    key = workspace.records.role_names.find(group_id=review.group.id)
    try:
        report = number(briefing_note(review, today=today, key=key)).report
    except ReportProblem as why:
        text = f"The report cannot be put together: {why}"
        prose = next((row.id for row in review.prose), "")
        return None, [remarked(About.REFERENCES, text, "prose", prose, "no report", str(why))]
    paragraphs = {block.place.number for s in report.sections for block in s.blocks if isinstance(block, Numbered)}
    return Printed(
        frozenset(section.place.number for section in report.sections),
        frozenset(paragraphs),
        frozenset(appendix.place.number for appendix in report.appendices),
    ), []


def _apart(workspace: Workspace, review: Review) -> Iterator[Remark]:
    """Recommendations that pull against each other, in this review or against one of a sister group."""
    numbers = recommendation_numbers(review.recommendations)
    for found in contradictions(review.recommendations):
        one, other = numbers[found.one.id], numbers[found.other.id]
        text = f"Recommendations {one} and {other} pull against each other, “{found.words}” and “{found.other_words}”"
        matter = ("apart", found.words, found.other_words, found.other.id)
        yield remarked(About.WORDING, f"{text}: {found.why}.", "recommendations", found.one.id, *matter)
    for found, sister in pulling_apart(workspace, review.group.id):
        pair = [(found.one, found.words), (found.other, found.other_words)]
        (ours, words), (theirs, its_words) = sorted(pair, key=lambda each: each[0].id not in numbers)
        text = (
            f"Recommendation {numbers[ours.id]} says “{words}”, and one of {sister.title} says “{its_words}”: "
            f"{found.why}. Talk to each other before both are agreed."
        )
        yield remarked(About.WORDING, text, "recommendations", ours.id, "apart", words, its_words, theirs.id)


def _programme(workspace: Workspace, group: Group) -> Iterator[Remark]:
    """What the work programme had named, for a group that a minute of a pack set up."""
    if not group.source_pack or not group.minute_number:
        return
    try:
        pack = workspace.packs.content(group.source_pack)
    except NoSuchPack:
        return
    groups = workspace.records.groups.find()
    beside = [g for g in groups if (g.source_pack, g.minute_number) == (group.source_pack, group.minute_number)]
    others = [g.title for g in groups if g not in beside]
    drift = programme_drift(pack, group.minute_title, [g.title for g in beside], others)
    for topic, line in drift.loose:
        text = (
            f"The work programme (line {line} of the pack) names {topic} for a task and finish group, and no group "
            "has it: say in the report what became of it."
        )
        yield remarked(About.DRIFT, text, "packs", group.source_pack, "loose topic", topic, line=line)
    if group.title in drift.new:
        text = (
            f"The work programme does not name {group.title}, which the resolution gave to this group: say in the "
            "report how it came in."
        )
        yield remarked(About.DRIFT, text, "groups", group.id, "new topic", group.title)
