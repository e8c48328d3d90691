"""Names published as roles: every form of a name, whole words only, and nothing else."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.group import Group
from interviews.interview import Interviewee
from interviews.partner import Partner
from interviews.review import Review
from interviews.role_key import attributed, published_names, speakers, why_no_role
from interviews.role_name import RoleName
from interviews.roles import names_left, next_role, roles_in, with_roles
from interviews.submission import Submission, Turn


def row(name: str, role: str, *others: str) -> RoleName:
    return RoleName(group_id="g", name=name, role=role, other_forms=list(others))


ANNA = [row("Anna Smith", "Parent A", "AS", "Mum of Leo")]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Anna Smith said", "Parent A said"),
        ("ANNA SMITH and anna smith", "Parent A and Parent A"),
        ("Mrs Smith, Ms. Smith and Miss Anna", "Parent A, Parent A and Parent A"),
        ("Dr Anna Smith; Mrs A Smith; A. Smith; Anna B. Smith", "Parent A; Parent A; Parent A; Parent A"),
        ("Anna’s boy, Smith's girl, ANNA'S", "Parent A’s boy, Parent A's girl, Parent A'S"),
        ("Anna\nSmith and Anna \t Smith", "Parent A and Parent A"),
        ("Smith, Anna", "Parent A"),
        ("the Smiths", "Parent A's family"),
        ("anna.smith@example.org, anna_smith.docx", "Parent A@example.org, Parent A.docx"),
        ("“Anna” (Smith) Anna-led", "“Parent A” (Parent A) Parent A-led"),
        ("AS told A.S., as they do", "Parent A told Parent A, as they do"),
        ("The mum of Leo", "The Parent A"),
        ("An\u00adna Smi\u200bth", "Parent A"),
        (
            "Annabel Smithson, Hannah, Smith-Jones, Mary-Anna, D’Anna",
            "Annabel Smithson, Hannah, Smith-Jones, Mary-Anna, D’Anna",
        ),
        ("", ""),
    ],
)
def test_forms_of_a_name(text: str, published: str) -> None:
    assert with_roles(text, ANNA) == published


@pytest.mark.parametrize(
    "text",
    [
        "José Núñez-O’Brien",
        "Jose Nunez O'Brien",
        "JOSÉ NUÑEZ‑OBRIEN",
        "Mr Núñez-O`Brien",
        "Jose\u0301 Nu\u0301n\u0303ez-O'Brien",
        "José Núñez -\nO'Brien",
    ],
)
def test_accents_apostrophes_and_hyphens(text: str) -> None:
    assert with_roles(f"So {text}’s view.", [row("José Núñez-O'Brien", "Pupil C")]) == "So Pupil C’s view."


@pytest.mark.parametrize("text", ["Anna van der Berg", "Mrs van der Berg", "A van der Berg", "Anna Berg", "Berg"])
def test_a_surname_of_several_words(text: str) -> None:
    assert with_roles(f"that {text} said", [row("Anna van der Berg", "Parent D")]).startswith("that Parent D")


WILL = [row("Will May", "Pupil A")]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Will you come in May 2026? We will, we may.", "Will you come in May 2026? We will, we may."),
        ("We saw Will there, and Mr May.", "We saw Pupil A there, and Pupil A."),
        ("Will May and WILL MAY; who will may depend", "Pupil A and Pupil A; who will may depend"),
        ("It was Will's idea", "It was Pupil A's idea"),
        ("SCHOOLS WILL CLOSE", "SCHOOLS WILL CLOSE"),
        ("In early May, since May and on 3 May he was away", "In early May, since May and on 3 May he was away"),
    ],
)
def test_a_name_that_is_a_word_too(text: str, published: str) -> None:
    assert with_roles(text, WILL) == published


@pytest.mark.parametrize(
    ("name", "text", "published"),
    [
        ("Anna Young", "A young person and the young; A YOUNG VIEW", ""),
        ("Anna Young", "A. Young, P or A Young said; the Youngs", "Parent A, P or Parent A said; Parent A's family"),
        ("Ian Hope", "I hope that it is so; I Hope said it", "I hope that it is so; Parent A said it"),
        ("Anna Coach", "A coach came, and A Coach, and A. Coach", "A coach came, and Parent A, and Parent A"),
        ("Anna Best", "A best guess is the best", ""),
        ("Tom Banks", "The banks, the halls and THE BANKS", ""),
        ("Anna White", "Of White British boys 12% were seen; White and Black pupils", ""),
        ("Anna White", "Anna and Mrs White said it", "Parent A and Parent A said it"),
        ("April May", "In April, May and June", ""),
        ("Mary Jones", "St Mary's School and St. Mary’s; Mary said", "St Mary's School and St. Mary’s; Parent A said"),
        ("Pat Lee", "plee@a.example, lee.pat85@a.example", "Parent A@a.example, Parent A85@a.example"),
        ("Pat Lee", "lee_pat.docx; pleet and leepage", "Parent A.docx; pleet and leepage"),
    ],
)
def test_words_that_look_like_a_name_stay(name: str, text: str, published: str) -> None:
    assert with_roles(text, [row(name, "Parent A")]) == (published or text)


def test_what_is_left_is_told() -> None:
    assert names_left("Will said so. In May he left; we will see.", WILL) == ["Will", "May"]
    assert names_left("Mary-Anna came; annasmith wrote; Parent A too", ANNA) == ["Anna", "annasmith"]
    assert names_left("Anna Smith came with AS", ANNA)[:2] == ["Anna Smith", "AS"]
    assert names_left("Parent A came.", ANNA) == []


def test_a_form_of_two_people_is_either() -> None:
    both = [*ANNA, row("Tom Smith", "Parent B")]
    assert with_roles("Mr Smith and Tom Smith", both) == "Parent A or Parent B and Parent B"


@pytest.mark.parametrize("sign", list("*?+([{|\\^$."))
def test_a_sign_in_a_name_is_only_a_sign(sign: str) -> None:
    """A name begun with a sign that means something in a pattern stopped the report and the list of names."""
    key = [row(f"{sign}Anna {sign}Bea Smith", "Parent A", f"{sign}x")]
    assert with_roles(f"{sign}Anna {sign}Bea Smith came to Hill Road", key).endswith("came to Hill Road")


def test_names_that_are_published_stay() -> None:
    keep = ["Councillor Anna Jones", "Cllr T Smith"]
    text = "Councillor Anna Jones, Anna Jones, Cllr Smith, Cllr T Smith, Anna and Mrs Smith"
    assert (
        with_roles(text, ANNA, keep)
        == "Councillor Anna Jones, Anna Jones, Cllr Smith, Cllr T Smith, Parent A and Parent A"
    )


def test_bodies_that_have_a_surname_in_their_name_stay() -> None:
    keep = published_names(
        Review(
            group=Group(id="g", title="Attendance"),
            partners=[
                Partner(group_id="g", name=n)
                for n in ("Smith Street Primary", "Anna Smith Services", "The Smith family")
            ],
        )
    )
    text = "Smith Street Primary, Anna Smith Services and the Smith family; Mrs Smith"
    assert with_roles(text, ANNA, keep) == "Smith Street Primary, Parent A Services and the Parent A family; Parent A"


def test_the_next_role() -> None:
    assert next_role("Parent", []) == "Parent A"
    assert next_role(" parent ", [row("x y", "Parent A"), row("z y", "PARENT C"), row("w y", "Pupil F")]) == "parent D"
    assert next_role("Parent", [row("x y", "Parent Z")]) == "Parent AA"


NAMES = st.sampled_from(
    ["Anya Zorbel", "Ülkü Dağ-Şen", "Siobhán O’Rourke", "Jean-Luc Petit", "Marta de la Cruz", "Bo Xu"]
)
ROUND = st.text(st.sampled_from("abc ABC.,;:-'’\n0123()“”é"), max_size=20)


@settings(max_examples=200, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), st.data())
def test_no_name_is_left_and_doing_it_twice_changes_nothing(names: list[str], data: st.DataObject) -> None:
    key = [row(name, f"Parent {'ABCD'[n]}") for n, name in enumerate(names)]
    parts = [data.draw(ROUND)]
    for name in names:
        form = data.draw(
            st.sampled_from(
                [name, name.upper(), name.lower(), name.split()[0], f"Mrs {name.split()[-1]}", name.replace(" ", "\n")]
            )
        )
        parts += [f" {form}{data.draw(st.sampled_from(['', '’s', '.', ',', ' said']))} ", data.draw(ROUND)]
    text = "".join(parts)
    published = with_roles(text, key)
    assert names_left(published, key) == []
    assert with_roles(published, key) == published
    found = roles_in(text, key)
    assert len(found) >= len(names) or len(found) == len({each.start for each in found})
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.text(max_size=80))
def test_any_text_without_names_stays_as_it_is(text: str) -> None:
    assert with_roles(text, [row("Qwzx Vbnmk", "Parent A")]) == text


def test_a_long_text_takes_no_time() -> None:
    key = [row(f"Anna{'x' * n} Smith{'y' * n}", f"Parent {n}") for n in range(60)]
    text = "Families ask what support there is in the first weeks at Smith’s school. " * 10_000
    began = time.process_time()
    with_roles(text, key)
    assert time.process_time() - began < 5


def test_why_a_name_cannot_be_in_the_key() -> None:
    assert why_no_role(row("A", "Parent A"), []).startswith("Write the name in full")
    assert why_no_role(row("Anna Smith", " "), []).startswith("Write the role")
    assert "gives a name away" in why_no_role(row("Leo Smith", "Anna’s son"), ANNA)
    assert "in the list already" in why_no_role(row("anna smith", "Parent B"), ANNA)
    assert "part of a role" in why_no_role(row("Parent", "Pupil B"), ANNA)
    assert why_no_role(row("Leo Smith", "Pupil B"), ANNA) == ""


def test_who_is_asked_may_say_how_to_be_named() -> None:
    people = [
        Interviewee(name="Noor Okafor", attribution="Headteacher A"),
        Interviewee(name="Ivo Brandt", attribution="named"),
        Interviewee(name="Una Kell", role="School nurse", attribution="by role"),
        Interviewee(name="Ed Lund"),
        Interviewee(name="Parent B", role="has two children", attribution="Parent B"),
        Interviewee(name="Parent C", attribution="parent"),
        Interviewee(name="Kim Abbot", attribution="role"),
    ]
    assert [(r.name, r.role) for r in attributed("g", people)] == [
        ("Noor Okafor", "Headteacher A"),
        ("Una Kell", "School nurse"),
        ("Kim Abbot", "Person interviewed"),
    ]


def test_speakers_without_names() -> None:
    turns = [
        Turn(line=n, speaker=name) for n, name in enumerate(["Chair", "Anna Smith", "Bela Ruhn", "Speaker 2", "Cy Fen"])
    ]
    talk = Submission(group_id="g", reference="X01", title="Talk", turns=turns)
    assert speakers(talk, ANNA) == {
        "Chair": "Chair",
        "Anna Smith": "Parent A",
        "Bela Ruhn": "Speaker A",
        "Speaker 2": "Speaker 2",
        "Cy Fen": "Speaker B",
    }
