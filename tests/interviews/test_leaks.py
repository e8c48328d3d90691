"""The leak check: planted words and names are found however they are pasted, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.group import Group, Membership
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, Interviewee, Note
from interviews.leak_words import words_in
from interviews.leaks import Leak, Stretch, find_leaks, guarded
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.submission import Publication, Snapshot, Submission

G = "g"
SECRET = "The mother told us that her brother sleeps in the shelter behind the old cannery and is not on any list."
BEGAN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def note(text: str, sensitivity: Sensitivity = Sensitivity.EXEMPT, **more: object) -> Note:
    row = Note(
        id="n1", group_id=G, interview_id="i1", text=text, sensitivity=sensitivity, taken_at=BEGAN, created_at=BEGAN
    )
    return row.model_copy(update=more)


def review(*notes: Note, **more: object) -> Review:
    made = Review(
        group=Group(
            id=G,
            title="Elective Home Education",
            council="Wexcombe City Council",
            boards=["Children and Families Scrutiny Board (2)"],
        ),
        interviews=[Interview(id="i1", group_id=G, title="Home-educating families")],
        notes=list(notes),
    )
    return made.model_copy(update=more)


def leaks(
    text: str | list[str], held: Review, key: list[RoleName] | None = None, packs: tuple[str, ...] = ()
) -> list[Leak]:
    guard = guarded(held, key or [])
    guard.packs = packs
    texts = [text] if isinstance(text, str) else text
    return find_leaks([Stretch("text", f"paragraph {n}", words) for n, words in enumerate(texts, 1)], guard)


# -- runs of words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pasted",
    [
        SECRET,
        SECRET.upper(),
        SECRET.replace(" ", "\n"),
        SECRET.replace(" ", "\u00a0"),
        "“" + SECRET.replace(" and", " – and").replace(" that", ", that,") + "”",
        "We heard that her brother sleeps in the shelter behind the old cannery, they said.",  # ten words of it
        "The mother told us that her bro\u00adther sleeps in the shel-\nter behind the old cannery.",
        "The mother told us her brother sleeps in the shelters behind an old cannery.",  # out, changed, plural
        "The mother also told us that her brother now sleeps in the shelter behind the old cannery.",  # two added
        "Her brother sleeps in a shelter near the old cannery and is not on any list.",
        "The mother told us that her brother also now sleeps in it.",  # two added near the end of nine words
    ],
)
def test_a_pasted_sentence_is_found(pasted: str) -> None:
    (found,) = leaks(f"The group began in May. {pasted} It met again in June.", review(note(SECRET)))
    assert found.why == "exempt"
    assert found.source == f"Home-educating families, {BEGAN.astimezone():%H:%M}, line 1"
    assert found.place == "paragraph 1"
    assert (found.table, found.record_id) == ("notes", "n1")
    assert "sleeps" in found.words
    assert "sleeps" in found.found.casefold()


def test_figures_and_words_for_them_are_one() -> None:
    held = review(note("Last winter twenty-one of the two hundred and six children were never seen by any nurse."))
    assert len(leaks("In winter 21 of the 206 children were never seen by any nurse.", held)) == 1
    held = review(note("About 40 per cent of the first 12 families said nobody had rung them."))
    assert len(leaks("About forty % of the 1st twelve families said nobody had rung them.", held)) == 1


def test_a_run_reads_on_over_paragraphs_and_cells() -> None:
    cells = ["The mother told us that her", "brother sleeps in the", "shelter behind the old cannery"]
    (found,) = leaks(cells, review(note(SECRET)))
    assert found.place == "paragraph 1"
    assert found.is_exact


def test_runs_of_different_flows_do_not_read_on() -> None:
    guard = guarded(review(note(SECRET)))
    apart = [Stretch("header", "header", "The mother told us that"), Stretch("text", "text", "her brother sleeps")]
    assert find_leaks(apart, guard) == []


@pytest.mark.parametrize(
    "harmless",
    [
        "Her brother sleeps in the shelter.",  # fewer than eight words
        "A boy who sleeps in a shelter is on no list, and the old cannery is behind the school of his mother.",
        "The mother of three told us that the nurse had been kind and that her list was long.",
        "",
        "It is not on any list that the brother of the mother keeps in the old shelter.",
    ],
)
def test_other_words_are_no_leak(harmless: str) -> None:
    assert leaks(harmless, review(note(SECRET))) == []


@pytest.mark.parametrize("kind", [Sensitivity.EXEMPT, Sensitivity.CONFIDENTIAL, Sensitivity.WORKING])
def test_every_note_that_is_not_public_is_guarded(kind: Sensitivity) -> None:
    (found,) = leaks(SECRET, review(note(SECRET, kind)))
    assert found.why == kind.value


def test_a_public_note_is_no_leak() -> None:
    assert leaks(SECRET, review(note(SECRET, Sensitivity.PUBLIC))) == []


def test_a_note_in_the_bin_stays_guarded() -> None:
    (found,) = leaks(SECRET, review(note(SECRET, binned_at=BEGAN)))
    assert found.source.endswith("in the bin")


def test_a_short_exempt_line_is_found_whole_and_a_short_working_paper_is_not() -> None:
    short = "Lives above the bakery in Harbour Street"
    assert len(leaks("We know of one who lives above the bakery in Harbour Street.", review(note(short)))) == 1
    assert leaks("One lives above the bakery in Harbour Street.", review(note(short, Sensitivity.WORKING))) == []
    assert leaks("Yes, it was so.", review(note("Yes, it was so."))) == []
    # The title of a table on which nobody has decided yet is no secret because it is short.
    table = Snapshot(
        id="t1", group_id=G, title="Children missing education by ward and year", rows=[["Ward"], ["Harbour"]]
    )
    assert leaks("We asked for the children missing education by ward and year.", review(snapshots=[table])) == []


def test_why_a_note_is_exempt_is_exempt_too() -> None:
    why = "Schedule 12A, paragraph 2: the grandmother in Quay Lane would be known by it at once"
    (found,) = leaks(f"It was left out: {why}.", review(note("Nothing.", exempt_reason=why)))
    assert found.why == "exempt"


def test_the_words_of_the_act_are_no_leak() -> None:
    why = (
        "Schedule 12A, paragraph 2: in all the circumstances of the case the public interest in maintaining the "
        "exemption outweighs the public interest in disclosing the information"
    )
    said = (
        "Appendix 4 is exempt by virtue of paragraph 2 of Part 1 of Schedule 12A to the Local Government Act 1972, as "
        "the public interest in maintaining the exemption outweighs the public interest in disclosing the information."
    )
    assert leaks(said, review(note("Nothing.", exempt_reason=why))) == []


# -- what everybody may know -------------------------------------------------------------------------------------------


def test_what_stands_in_something_public_too_is_no_leak() -> None:
    public = note(SECRET, Sensitivity.PUBLIC, id="n2")
    assert leaks(SECRET, review(note(SECRET), public)) == []
    handed = Submission(
        id="s1",
        group_id=G,
        reference="EHE01",
        title="A letter",
        text=SECRET,
        publication=Publication.PUBLISH,
        sensitivity=Sensitivity.PUBLIC,
    )
    assert leaks(SECRET, review(note(SECRET), submissions=[handed])) == []
    assert leaks(SECRET, review(note(SECRET)), packs=(f"A public report says: {SECRET}",)) == []


def test_what_is_public_clears_only_its_own_words() -> None:
    public = note("Her brother sleeps in the shelter behind the old cannery.", Sensitivity.PUBLIC, id="n2")
    (found,) = leaks(
        SECRET + " He has no papers and is afraid of every uniform.",
        review(note(SECRET + " He has no papers and is afraid of every uniform."), public),
    )
    assert "afraid of every uniform" in found.found


def test_a_near_copy_of_something_public_is_no_leak() -> None:
    public = note(
        "The mother told us that her brother sleeps in the shelter behind the cannery.", Sensitivity.PUBLIC, id="n2"
    )
    working = note("The mother told us that her brother slept in a shelter behind the cannery.", Sensitivity.WORKING)
    assert (
        leaks("The mother told us her brother sleeps in the shelter behind the cannery.", review(working, public)) == []
    )


def test_names_of_bodies_and_lines_of_enquiry_are_no_leak() -> None:
    line = EnquiryLine(
        id="q1",
        group_id=G,
        kind=LineKind.QUESTION,
        text="What happens in the first month after a family gives notice to a school?",
        changed_at=BEGAN - timedelta(days=9),
    )
    held = review(
        note(f"1a: {line.text} Nobody could say.", Sensitivity.WORKING),
        note("The Children and Families Scrutiny Board (2) of Wexcombe City Council asked for it.", id="n2"),
        enquiry=[line],
    )
    text = (
        f"{line.text} a. And then?\nTo the Children and Families Scrutiny Board (2) of Wexcombe City Council, for May."
    )
    assert leaks(text, held) == []


def test_exempt_words_pasted_into_a_line_of_enquiry_are_found() -> None:
    line = EnquiryLine(id="q1", group_id=G, kind=LineKind.QUESTION, text=SECRET, changed_at=BEGAN + timedelta(days=1))
    assert len(leaks(SECRET, review(note(SECRET), enquiry=[line]))) == 1
    # A question that was there first, and that the exempt line repeats, gives nothing away.
    there = line.model_copy(update={"changed_at": BEGAN - timedelta(days=1)})
    assert leaks(SECRET, review(note(SECRET), enquiry=[there])) == []


def test_figures_and_months_that_every_table_has_are_no_leak() -> None:
    months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
    private = Snapshot(
        id="t1",
        group_id=G,
        title="Kept",
        rows=[["Month", *months], ["Calls", *"000000000"], ["Years", *["2024", "2025"] * 4]],
    )
    assert leaks(" | ".join([*months, *"000000000", *["2024", "2025"] * 4]), review(snapshots=[private])) == []


# -- everything else that is guarded -----------------------------------------------------------------------------------


def test_submissions_tables_passages_requests_and_quotes_are_guarded() -> None:
    handed = Submission(
        id="s1", group_id=G, reference="EHE02", title="A letter", text=SECRET, sensitivity=Sensitivity.PUBLIC
    )
    (found,) = leaks(SECRET, review(submissions=[handed]))
    assert (found.why, found.source) == ("to be kept private", "EHE02 A letter")
    undecided = handed.model_copy(update={"publication": Publication.PUBLISH, "sensitivity": Sensitivity.WORKING})
    (found,) = leaks(SECRET, review(submissions=[undecided]))
    assert found.why == "working paper"
    table = Snapshot(id="t1", group_id=G, title="Kept", definition=SECRET, rows=[["Ward", "Known"], ["Harbour", "417"]])
    (found,) = leaks(SECRET, review(snapshots=[table]))
    assert (found.table, found.why) == ("snapshots", "to be kept private")
    assert leaks(SECRET, review(snapshots=[table.model_copy(update={"publication": Publication.PUBLISH})])) == []
    passage = MarkedPassage(
        id="m1",
        group_id=G,
        submission_id="s1",
        address=Address(kind=EvidenceKind.PASSAGE, id="s1", words="A letter that says nothing"),
        remark=SECRET,
    )
    (found,) = leaks(SECRET, review(submissions=[handed.model_copy(update={"text": "x"})], passages=[passage]))
    assert found.table == "marked_passages"
    request = InformationRequest(id="r1", group_id=G, what=SECRET, sensitivity=Sensitivity.EXEMPT)
    (found,) = leaks(SECRET, review(requests=[request]))
    assert found.table == "requests"


def test_a_quote_beside_a_finding_is_as_private_as_its_source() -> None:
    link = EvidenceLink(
        id="e1",
        group_id=G,
        finding_id="f1",
        address=Address(kind=EvidenceKind.NOTE, id="n1"),
        relation=Relation.SUPPORTS,
        quote=SECRET,
    )
    (found,) = leaks(SECRET, review(note("It was said otherwise since."), evidence_links=[link]))
    assert found.why == "exempt"
    open_note = note("It was said otherwise since.", Sensitivity.PUBLIC)
    assert leaks(SECRET, review(open_note, evidence_links=[link])) == []


def test_the_most_private_of_several_sources_is_told_once() -> None:
    working = note(SECRET, Sensitivity.WORKING, id="n2")
    (found,) = leaks(SECRET, review(working, note(SECRET)))
    assert (found.why, found.record_id) == ("exempt", "n1")


def test_two_pasted_notes_are_two_places() -> None:
    other = "A cousin works nights at the weighbridge and sends his wages to an aunt in another county."
    found = leaks(f"{SECRET} {other}", review(note(SECRET), note(other, Sensitivity.CONFIDENTIAL, id="n2")))
    assert [leak.why for leak in found] == ["exempt", "confidential"]


# -- names -------------------------------------------------------------------------------------------------------------

KEY = [RoleName(id="k1", group_id=G, name="Pat Lee", other_forms=["Patsy"], role="Parent A")]


@pytest.mark.parametrize(
    "written",
    [
        "Pat Lee",
        "Ms P Lee",
        "Mrs Lee",
        "P. Lee",
        "Lee, Pat",
        "PAT LEE",
        "pat.lee@wexcombe.example",
        "Patsy",
        "plee@wexcombe.example",
        "lee.pat85@wexcombe.example",
        "patlee"[:6],
    ],
)
def test_every_form_of_a_private_name_is_found(written: str) -> None:
    held = review()
    found = [leak for leak in leaks(f"We thank {written} for coming.", held, KEY) if leak.is_name]
    # "patlee" is too short to be told from a word
    assert bool(found) is (written != "patlee")
    for leak in found:
        assert leak.words == "Pat Lee"
        assert leak.table == "role_names"


@pytest.mark.parametrize(
    "written",
    [
        *("in the lee of the hill", "Lee Quay", "a pat on the back", "Councillor Lee", "Patrick Leeming", "Parent A"),
        *("office@lee.example", "pleet@wexcombe.example"),
    ],
)
def test_other_words_are_no_private_name(written: str) -> None:
    assert leaks(f"They met {written} on Monday.", review(), KEY) == []


def test_those_asked_without_their_names_and_senders_are_private() -> None:
    asked = Interview(
        id="i1",
        group_id=G,
        title="Families",
        interviewees=[
            Interviewee(name="Dana Ferris", attribution="Parent B"),
            Interviewee(name="Kaya Oduya", attribution="named"),
            Interviewee(name="Parent C", attribution="Parent C"),
        ],
    )
    letter = Submission(
        id="s1",
        group_id=G,
        reference="EHE01",
        title="A letter",
        sender="Orla Finch",
        publication=Publication.WITHOUT_NAMES,
        sensitivity=Sensitivity.PUBLIC,
        text="A letter.",
    )
    body = letter.model_copy(update={"id": "s2", "sender": "Northgate Residents Association"})
    held = review(interviews=[asked], submissions=[letter, body])
    text = (
        "Dana Ferris, Mrs Finch, Kaya Oduya, Parent C, a finch, Northgate Residents Association and Ferris Wheel Lane"
    )
    assert [leak.found for leak in leaks(text, held)] == ["Dana Ferris", "Mrs Finch"]


def test_a_member_is_not_private_because_of_a_name_like_it() -> None:
    member = Membership(id="m1", group_id=G, person_id="p", name="Councillor Pat Leeming")
    partner = Partner(id="p1", group_id=G, name="Lee Valley Trust")
    assert (
        leaks("Councillor Leeming thanked Lee Valley Trust.", review(members=[member], partners=[partner]), KEY) == []
    )


# -- words -------------------------------------------------------------------------------------------------------------


def test_words_keep_their_places() -> None:
    text = "Children’s £1,140 – “twenty-one” per\ncent"
    words = words_in(text)
    assert list(words.said) == ["children", "1140", "21", "percent"]
    assert [text[start:end] for start, end in words.spans] == ["Children’s", "1,140", "twenty-one", "per\ncent"]


_WORD = st.text("abcdefgh", min_size=3, max_size=7)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORD, min_size=12, max_size=30, unique=True), st.data())
def test_any_long_run_with_two_words_changed_inside_is_found(said: list[str], data: st.DataObject) -> None:
    pasted = list(said)
    first = data.draw(st.integers(1, len(said) - 2))
    second = data.draw(st.integers(1, len(said) - 2))
    for place in {first, second}:
        pasted[place] = "zzzz"
    found = leaks(" ".join(["xxxx yyyy", *pasted, "vvvv wwww"]), review(note(" ".join(said))))
    assert len(found) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORD, min_size=8, max_size=40), st.lists(st.text("ijklmnop", min_size=3, max_size=7), max_size=60))
def test_words_that_share_nothing_are_never_found(said: list[str], other: list[str]) -> None:
    assert leaks(" ".join(other), review(note(" ".join(said)))) == []
