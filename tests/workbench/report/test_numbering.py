"""The numbers of the tree: the council's form, references, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.report.reading import expected_lines
from tests.workbench.report.samples import items, recommendations, report
from workbench.report.numbering import DuplicateKey, bare_mark, mark, number
from workbench.report.references import DanglingReference
from workbench.report.tree import (
    Appendix,
    Block,
    Emphasis,
    Heading,
    Item,
    ItemList,
    Link,
    ListStyle,
    NotALink,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    Report,
    Row,
    Section,
    Table,
    may_link_to,
    text,
    walk,
    words_of,
)


def numbers_of(report: Report) -> list[str]:
    return [shown for shown, _ in expected_lines(number(report)) if shown]


def test_the_councils_form() -> None:
    assert numbers_of(report()) == [
        *("1", "1.1", "2", "2.1", "1)", "a.", "b.", "2)", "3)", "2.2", "4)", "a.", "b.", "5)", "6)"),
        *("3", "3.1", "3.2", "7.", "8."),
        *("4", "4.1", "i.", "ii.", "a.", "b.", "iii.", "iv.", "4.2", "i."),
        *("5", "5.1", "5.1.1", "i.", "ii.", "5.1.2", "i.", "5.2", "i.", "5.3"),
        *("Appendix 1 –", "1.", "2.", "Appendix 2 –", "1.", "a.", "b.", "2.", "3.", "a.", "Appendix 3 –"),
    ]


def test_what_references_show() -> None:
    numbered = number(report())
    shown = {target_key: target.number for target_key, target in numbered.targets.items()}
    assert shown == {
        "section:purpose": "1",
        "section:recommendations": "2",
        "section:methodology": "3",
        "paragraph:first": "2.1",
        "recommendation:1": "1)",
        "part:a": "1a",
        "recommendation:4": "4)",
        "finding:rise": "4.1.i",
        "finding:police": "5.1.1.i",
        "partner:police": "5.1.1",
        "appendix:scope": "Appendix 1",
        "appendix:enquiry": "Appendix 2",
        "appendix:figures": "Appendix 3",
        "table:scope": "",
    }
    last = numbered.report.sections[4].blocks[2]
    assert isinstance(last, Numbered)
    assert words_of(last.spans) == (
        "These led to the recommendations at paragraph 2, above all recommendation 4) and 1a; "
        "see paragraph 5.1.1.i and the rise (paragraph 4.1.i)."
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", "Appendix 1"),
        ("Appendix", "Appendix 1"),
        ("appendix ", "appendix 1"),
        ("#", "1"),
        ("what we asked", "what we asked (Appendix 1)"),
    ],
)
def test_words_of_a_reference_to_an_appendix(words: str, shown: str) -> None:
    numbered = number(
        Report(
            "T",
            (Section("S", (Numbered((Reference("appendix:x", words),)),)),),
            (Appendix("A", key="appendix:x"),),
        )
    )
    (paragraph,) = numbered.report.sections[0].blocks
    assert isinstance(paragraph, Numbered)
    assert words_of(paragraph.spans) == shown


def test_a_dangling_reference_is_refused_with_its_place() -> None:
    broken = Report("T", (Section("S", (Numbered(text("a")), Numbered((Reference("finding:gone"),)))),))
    with pytest.raises(
        DanglingReference, match=r"^At paragraph 1\.2 the report refers to “finding:gone”, which is not"
    ):
        number(broken)


@pytest.mark.parametrize("deep", ["item", "cell", "heading of a table", "quotation", "emphasis"])
def test_a_dangling_reference_is_found_wherever_it_stands(deep: str) -> None:
    paragraph = Paragraph((Reference("gone"),))
    blocks: dict[str, Block] = {
        "item": ItemList(ListStyle.BULLET, (Item((), (paragraph,)),)),
        "cell": Table((text("a"),), (Row(((paragraph,),)),)),
        "heading of a table": Table(((Reference("gone"),),), ()),
        "quotation": Quotation((paragraph,)),
        "emphasis": Paragraph((Emphasis((Reference("gone"),)),)),
    }
    made = Report("T", appendices=(Appendix("A", (blocks[deep],)),))
    with pytest.raises(DanglingReference, match="At Appendix 1 "):
        number(made)


def test_a_reference_without_a_number_needs_words() -> None:
    def made(words: str) -> Report:
        plain = Paragraph(text("plain"), key="p")
        return Report("T", (Section("S", (plain, Numbered((Reference("p", words),)))),))

    with pytest.raises(DanglingReference, match="has no number"):
        number(made(""))
    with pytest.raises(DanglingReference, match="has no number"):
        number(made("#"))
    assert expected_lines(number(made("as said")))[1] == ("1.1", "as said")


def test_a_key_stands_for_one_thing() -> None:
    with pytest.raises(DuplicateKey, match=r"“x” stands at 1\.1 and again at 1\.2: keep one"):
        number(Report("T", (Section("S", (Numbered((), key="x"), Numbered((), key="x"))),)))


def test_anchors_are_different_even_where_keys_look_alike() -> None:
    numbered = number(
        Report("T", (Section("S", (Numbered((), key="a:1"), Numbered((), key="a/1"), Numbered((), key="é"))),))
    )
    anchors = [target.anchor for target in numbered.targets.values()]
    assert len(set(anchors)) == 3
    assert all(anchor.isascii() and anchor[0].isalpha() for anchor in anchors)


def test_headings_never_skip_a_level() -> None:
    made = number(
        Report(
            "T",
            (
                Section(
                    "S",
                    (
                        Heading(text("deep"), depth=5),
                        Heading(text("back"), depth=1),
                        Numbered(text("under"), (Heading(text("x"), depth=4),), is_heading=True),
                        Heading(text("y"), depth=3),
                    ),
                ),
                Section("S2", (Heading(text("z"), depth=3),)),
            ),
        )
    )
    levels = [
        node.place.level
        for s in made.report.sections
        for node in walk(s.blocks)
        if isinstance(node, Heading | Numbered)
    ]
    assert levels == [2, 2, 2, 3, 4, 2]


def test_runs_number_on_and_other_lists_begin_anew() -> None:
    one = Section("S", (recommendations(*items("a", "b")), ItemList(ListStyle.BRACKET, items("x"))))
    two = Section("S", (recommendations(*items("c")), ItemList(ListStyle.BRACKET, items("y"), start=5)))
    assert numbers_of(Report("T", (one, two))) == ["1", "1)", "2)", "1)", "2", "3)", "5)"]


@pytest.mark.parametrize(
    ("style", "n", "shown"),
    [
        (ListStyle.ROMAN, 11, "xi."),
        (ListStyle.LETTER, 27, "aa."),
        (ListStyle.CAPITAL, 28, "AB."),
        (ListStyle.BRACKET, 3, "3)"),
        (ListStyle.ARABIC, 0, "0."),
        (ListStyle.BULLET, 4, ""),
    ],
)
def test_marks(style: ListStyle, n: int, shown: str) -> None:
    assert mark(style, n) == shown


@given(st.sampled_from([s for s in ListStyle if s is not ListStyle.BULLET]), st.integers(1, 3000), st.integers(1, 3000))
def test_different_items_have_different_marks(style: ListStyle, one: int, other: int) -> None:
    assert (bare_mark(style, one) == bare_mark(style, other)) is (one == other)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://x.org", "data:text/html,x", "//x.org", "x", "", "https:", "http://a b", "mailto:"],
)
def test_only_web_and_mail_addresses_are_linked(address: str) -> None:
    assert not may_link_to(address)
    with pytest.raises(NotALink, match="http, https or mailto"):
        Link(text("x"), address)


def test_numbering_twice_changes_nothing() -> None:
    once = number(report())
    assert number(once.report) == once
