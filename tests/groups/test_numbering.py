"""The numbers people see: letters, roman numerals, running numbers of recommendations, findings by section."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.finding import Finding, FindingKind, WhyNowhere, leading_nowhere
from groups.finding import shown_numbers as finding_numbers
from groups.numbering import in_words, letter, roman
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    RestsOn,
    SubPart,
    by_addressee,
    lead_in,
    missing,
    sentence,
    shown_numbers,
    used_findings,
)


def test_letters_and_roman_numerals() -> None:
    assert [letter(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
    assert [roman(n) for n in (1, 4, 9, 11, 14, 40, 99)] == ["i", "iv", "ix", "xi", "xiv", "xl", "xcix"]
    assert (in_words(7), in_words(11), in_words(0)) == ("seven", "11", "no")
    for shown in (letter, roman):
        with pytest.raises(ValueError, match="count from 1"):
            shown(0)


@given(st.integers(1, 3000))
def test_no_two_numbers_look_the_same(n: int) -> None:
    assert letter(n) != letter(n + 1)
    assert roman(n) != roman(n + 1)


def rec(ident: str, addressee: str, position: int, **more: object) -> Recommendation:
    return Recommendation.model_validate(
        {"id": ident, "group_id": "G", "addressee": addressee, "action": f"Do {ident}", "position": position, **more}
    )


def test_recommendations_run_on_across_addressees() -> None:
    rows = [
        rec("r1", "Cabinet Member", 1, parts=[SubPart(id="p1", text="x"), SubPart(id="p2", text="y")]),
        rec("r4", "Partnership", 4),
        rec("r2", "Cabinet Member", 2),
        rec("r3", "Cabinet Member", 3),
        rec("r5", "Partnership", 5),
        rec("gone", "Cabinet Member", 0, state=RecommendationState.DROPPED),
    ]
    assert shown_numbers(rows) == {
        "r1": "1",
        "p1": "1a",
        "p2": "1b",
        "r2": "2",
        "r3": "3",
        "r4": "4",
        "r5": "5",
    }
    assert [(p.addressee, [n for n, _ in p.recommendations]) for p in by_addressee(rows)] == [
        ("Cabinet Member", [1, 2, 3]),
        ("Partnership", [4, 5]),
    ]


@given(st.lists(st.sampled_from("ABC"), max_size=12))
def test_every_recommendation_has_one_number_and_they_run_from_one(addressees: list[str]) -> None:
    rows = [rec(f"r{n:02d}", addressee, n) for n, addressee in enumerate(addressees)]
    assert sorted(int(n) for n in shown_numbers(rows).values()) == list(range(1, len(rows) + 1))


def test_the_sentence_prints_its_parts_in_order() -> None:
    row = rec("r", "X", 1, action="Publish the register.", owner="Head of Service", by_when="2027-03-31").model_copy(
        update={"measure": "the number of families on it", "reason": "nobody is missed"}
    )
    assert sentence(row) == (
        "Publish the register, by the Head of Service, by 31 March 2027, measured by the number of families on it, "
        "so that nobody is missed."
    )
    assert missing(row) == []
    assert missing(rec("r", "", 1)) == ["nobody is addressed", "no date", "no measure"]
    assert lead_in("Children's Board", "Cabinet Member").startswith("The Children's Board recommend to the Cabinet")


def finding(ident: str, kind: FindingKind, position: int, partner: str = "") -> Finding:
    return Finding(id=ident, group_id="G", kind=kind, text=ident, position=position, partner_id=partner)


FINDINGS = [
    finding("k1", FindingKind.KEY, 1),
    finding("k2", FindingKind.KEY, 2),
    finding("a1", FindingKind.BY_PARTNER, 3, "police"),
    finding("b1", FindingKind.BY_PARTNER, 4, "health"),
    finding("a2", FindingKind.BY_PARTNER, 5, "police"),
    finding("s1", FindingKind.ISSUE, 6),
    finding("l1", FindingKind.LIMIT, 7),
]


def test_findings_are_numbered_by_section_and_partner() -> None:
    assert finding_numbers(FINDINGS) == {
        "k1": "6.1.i",
        "k2": "6.1.ii",
        "a1": "7.1.1.i",
        "b1": "7.1.2.i",
        "a2": "7.1.1.ii",
        "s1": "7.2.i",
        "l1": "6.2.i",
    }


def test_a_finding_leads_nowhere_unless_used_or_explained() -> None:
    rows = [FINDINGS[0], FINDINGS[1], FINDINGS[5].model_copy(update={"leads_nowhere": WhyNowhere.NOTED})]
    rests = [RestsOn(id="x", group_id="G", recommendation_id="r1", finding_id="k1")]
    assert [f.id for f in leading_nowhere(rows, used_findings(rests, [rec("r1", "X", 1)]))] == ["k2"]
    dropped = [rec("r1", "X", 1, state=RecommendationState.DROPPED)]
    assert [f.id for f in leading_nowhere(rows, used_findings(rests, dropped))] == ["k1", "k2"]
