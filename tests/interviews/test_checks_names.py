"""People and bodies written two ways; near misses, of which the surname alone is the first."""

from __future__ import annotations

from typing import Any

import pytest

from groups.finding import Finding
from groups.group import Membership, Role
from groups.prose import ReportSection
from interviews.checks import About
from interviews.interview import Interviewee
from interviews.name_checks import one_letter_off
from interviews.partner import Partner
from tests.interviews.whole_review import G, prose, told, whole


def names(text: str, members: tuple[str, ...] = ("Councillor A Okoro",), **changes: Any) -> list[str]:
    rows = [
        Membership(**G, id=f"m{n}", person_id=f"p{n}", name=name, role=Role.MEMBER if n else Role.CHAIR, position=n)
        for n, name in enumerate(members)
    ]
    return told(About.NAMES, **{"members": rows, "prose": [prose(text)], **changes})


def test_one_person_in_two_forms() -> None:
    (text,) = names("Mr Ghulam Vohra told of his school.", ("Mr G Vohra",))
    assert text == (
        "“Mr G Vohra” (the list of members) and “Mr Ghulam Vohra” (Methodology) seem to be one person: write the name "
        "one way."
    )
    (text,) = names("Ghulam Vohra told of his school.", ("Mr G Vohra",))
    assert "“Ghulam Vohra” (Methodology)" in text


@pytest.mark.parametrize(
    ("sentence", "member"),
    [
        ("Mr Vohra told of his school.", "Mr Ghulam Vohra"),  # the surname alone says nothing
        ("Mrs Gina Vohra told of her school.", "Mr Ghulam Vohra"),
        ("Mr G Vohra told of his school.", "Mr G Vohra"),
        ("The Chair, Councillor A Okoro, thanked all.", "Councillor A Okoro"),
        ("Councillor Member for Schools", "Councillor A Okoro"),
    ],
)
def test_the_same_form_and_another_person_are_left_alone(sentence: str, member: str) -> None:
    assert names(sentence, (member,)) == []


def test_an_initial_that_may_be_two_people_is_left_alone() -> None:
    assert names("Mr G Vohra spoke.", ("Mr Ghulam Vohra", "Ms Gina Vohra")) == []


def test_two_forms_in_the_text_itself() -> None:
    rows = [prose("Dr Ann Marsh spoke."), prose("Dr A Marsh wrote.", ReportSection.INTERVIEWS, "t2")]
    (text,) = names("", prose=rows)
    assert "“Dr Ann Marsh” (Methodology) and “Dr A Marsh” (Interviews with Partners)" in text


def test_a_slip_in_a_surname_is_asked_about() -> None:
    (text,) = names("Councillor A Okora took the chair.")
    assert text == "Methodology has “Councillor A Okora”: is Councillor A Okoro meant (the list of members)?"
    asked = [whole().interviews[0].model_copy(update={"interviewees": [Interviewee(name="Ms Perpetua Larkspur")]})]
    (text,) = names("Ms Larkspar runs the kitchen.", interviews=asked)
    assert "is Ms Perpetua Larkspur meant (the interview Cooks)?" in text


@pytest.mark.parametrize("sentence", ["Councillor B Okora spoke.", "Mr Okora spoke.", "Councillor Okoye-Smith spoke."])
def test_another_name_is_no_slip(sentence: str) -> None:
    assert names(sentence) == []


def test_councillor_and_cllr_mixed() -> None:
    (text,) = names("Cllr A Okoro took the chair. Councillors asked about lunch.")
    assert text == "“Councillor” (once) and “Cllr” (once, first in Methodology) are both used: choose one."
    assert names("Councillor A Okoro took the chair.") == []


FORUM = Partner(**G, id="forum", name="Wexcombe Parents' and Carers' Forum", position=2)


def test_a_body_without_its_apostrophe_or_one_of_its_words() -> None:
    partners = [*whole().partners, FORUM]
    (text,) = names("We thank the Wexcombe Parents and Carers Forum.", partners=partners)
    assert text == (
        "“Wexcombe Parents' and Carers' Forum” (the partners) and “Wexcombe Parents and Carers Forum” (Methodology) "
        "seem to be one: write the name one way."
    )
    row = Finding(**G, id="f", text="The Wexcombe Carers' Forum asks for half of the seats.")
    (text,) = told(
        About.NAMES,
        partners=[*partners[:1], FORUM.model_copy(update={"name": "Wexcombe Young Carers' Forum"})],
        findings=[row],
    )
    assert "“Wexcombe Young Carers' Forum” (the partners) and “Wexcombe Carers' Forum” (finding 6.1.i)" in text


@pytest.mark.parametrize(
    "sentence",
    [
        "We thank the Wexcombe Parents' and Carers' Forum.",
        "We thank the Wexcombe Parents’ and Carers’ Forum.",
        "We thank the Wexcombe Parents' & Carers' Forum.",
        "We thank the Wexcombe Schools' Forum.",
        "In Wexcombe parents and carers meet in a forum.",
    ],
)
def test_the_name_itself_and_another_body_are_left_alone(sentence: str) -> None:
    assert names(sentence, partners=[*whole().partners, FORUM]) == []


def test_a_partner_and_an_addressee_under_two_names() -> None:
    partners = [*whole().partners, Partner(**G, id="sb", name="Wexcombe Safeguarding Partnership", position=2)]
    asks = [whole().recommendations[0].model_copy(update={"addressee": "Wexcombe Safeguarding Children's Partnership"})]
    (text,) = names("", partners=partners, recommendations=asks)
    assert "(the partners) and “Wexcombe Safeguarding Children's Partnership” (recommendation 1)" in text


def test_the_title_of_the_group_in_its_own_report() -> None:
    group = whole().group.model_copy(update={"title": "Meals in Children's Homes"})
    (text,) = names("To report on the Meals in Childrens Homes Task and Finish Group.", group=group)
    assert "“Meals in Children's Homes” (the title) and “Meals in Childrens Homes” (Methodology)" in text


def test_a_slip_in_a_name_that_is_no_word() -> None:
    (text,) = names("It goes to Scruco first. Later Scruco and the Scrucro agreed.")
    assert text == "Methodology has “Scrucro”: is “Scruco” meant, as elsewhere?"
    assert names("The Police and the Policy team met at Marshfield and in Northfield.") == []
    assert names("We asked the Headteacher and each Headteachers group.") == []
    assert names("We walked along Larkfield and larkfeld is a word here, as is Larkfeld.") == []


def test_one_letter_off() -> None:
    assert all(one_letter_off("scruco", other) for other in ("scrucro", "scruca", "scrcuo", "scruc"))
    assert not any(one_letter_off("scruco", other) for other in ("scruco", "struci", "scrucrio", "pcruco"))
