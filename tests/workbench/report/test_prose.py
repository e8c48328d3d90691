"""What people write comes out whole: Markdown and plain text as blocks, facts, references, and plain errors."""

from __future__ import annotations

import re
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.numbering import letter
from tests.workbench.report.reading import main_text, markdown_text, squeezed
from workbench.report import plain_text
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.numbering import number
from workbench.report.prose import ProseProblem, blocks, numbered_blocks
from workbench.report.tree import (
    Block,
    Emphasis,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    ListStyle,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    Report,
    Section,
    Strong,
    Table,
    Text,
    text,
    words_of,
)


def read(source: str, **facts: str) -> tuple[Block, ...]:
    return blocks(source, "Methodology", facts)


def one(source: str, **facts: str) -> Block:
    (block,) = read(source, **facts)
    return block


def shown(source: str) -> str:
    """The text of the page that some prose gives."""
    return main_text(as_html(number(Report("", (Section("S", numbered_blocks(source, "S")),), form=""))))


@pytest.mark.parametrize(
    ("source", "block"),
    [
        ("*words* and **more**.", Paragraph((Emphasis(text("words")), Text(" and "), Strong(text("more")), Text(".")))),
        ("two  \nlines\nhere", Paragraph((Text("two"), LineBreak(), Text("lines"), Text(" "), Text("here")))),
        ("## Visits", Heading(text("Visits"), depth=2)),
        ("Visits\n---", Heading(text("Visits"), depth=2)),
        ("- a\n- b", ItemList(ListStyle.BULLET, (Item(text("a")), Item(text("b"))))),
        ("1. a\n2. b", ItemList(ListStyle.ROMAN, (Item(text("a")), Item(text("b"))))),
        ("7) a", ItemList(ListStyle.ARABIC, (Item(text("a")),), start=7)),
        ("1999. A good year", ItemList(ListStyle.ARABIC, (Item(text("A good year")),), start=1999)),
        ("> said", Quotation((Paragraph(text("said")),))),
        ("```\nif x:\n  y\n```", Paragraph((Text("if x:"), LineBreak(), Text("  y")))),
        ("``` note\nx\n```", Paragraph((Text(" note"), LineBreak(), Text("x")))),
        ("    code", Paragraph(text("code"))),
        ("`{x} *y*`", Paragraph(text("{x} *y*"))),
        ("![a *chart*](c.png)", Paragraph((Text("a "), Emphasis(text("chart"))))),
        ("![](c.png)", Paragraph(text("c.png"))),
        ("<b>x</b>", Paragraph(text("<b>x</b>"))),
        ("<script>\nx\n</script>", Paragraph((Text("<script>"), Text(" "), Text("x"), Text(" "), Text("</script>")))),
        ("***", Paragraph(text("* * *"))),
        ("[a](https://x.org)", Paragraph((Link(text("a"), "https://x.org"),))),
        ("<ada@wexcombe.example>", Paragraph((Link(text("ada@wexcombe.example"), "mailto:ada@wexcombe.example"),))),
        ("[](https://x.org)", Paragraph((Link(text("https://x.org"), "https://x.org"),))),
        ("[a](https://x.org 'T')", Paragraph((Link(text("a"), "https://x.org"), Text(" (T)")))),
        ("[a](ftp://x.org)", Paragraph((Text("a"), Text(" (ftp://x.org)")))),
        ("[a](notes.docx)", Paragraph((Text("a"), Text(" (notes.docx)")))),
        ("[a](javascript:x)", Paragraph(text("[a](javascript:x)"))),
        ("R&amp;D &copy; \\*", Paragraph(text("R&D © *"))),
        ("[the rise](#finding:01J)", Paragraph((Reference("finding:01J", "the rise"),))),
        ("{{ appendix:scope }}", Paragraph((Reference("appendix:scope"),))),
        ("\\{{appendix:scope}}", Paragraph(text("{{appendix:scope}}"))),
        ("a \\{meetings} { b } {}", Paragraph(text("a {meetings} { b } {}"))),
        ("", None),
    ],
)  # fmt: skip
def test_each_construct(source: str, block: Block | None) -> None:
    assert read(source) == (() if block is None else (block,))


def test_nested_lists_follow_the_councils_marks() -> None:
    listed = one("1. a\n   1. b\n      1. c\n   2. d\n\n   more\n2. e")
    assert isinstance(listed, ItemList)
    inner, more = listed.items[0].blocks
    assert isinstance(inner, ItemList)
    innermost = inner.items[0].blocks[0]
    assert isinstance(innermost, ItemList)
    assert [listed.style, inner.style, innermost.style] == [ListStyle.ROMAN, ListStyle.LETTER, ListStyle.ARABIC]
    assert more == Paragraph(text("more"))


def test_an_item_that_begins_with_a_list_or_a_quotation_keeps_it() -> None:
    assert one("- - a") == ItemList(ListStyle.BULLET, (Item((), (ItemList(ListStyle.BULLET, (Item(text("a")),)),)),))
    assert one("- > a") == ItemList(ListStyle.BULLET, (Item((), (Quotation((Paragraph(text("a")),)),)),))
    assert one("-") == ItemList(ListStyle.BULLET, (Item(()),))


def test_a_table_has_its_headings_and_a_description() -> None:
    table = one("| Year | *N* |\n|--|--:|\n| 2024 | 402 |\n| 2025 | |")
    assert isinstance(table, Table)
    assert [words_of(spans) for spans in table.header] == ["Year", "N"]
    assert [[bool(cell) for cell in row.cells] for row in table.rows] == [[True, True], [True, False]]
    assert table.description == "Columns: Year and N. Rows below the headings: 2."


def test_cells_beyond_the_last_column_are_not_lost() -> None:
    assert "1 2|3|4 5 6" in shown("a|b\n-|-\n1|2|3|4\n5|6")
    assert "1 2 | 3" in shown("> | a | b |\n> |-|-|\n> | 1 | 2 | 3 |")


@pytest.mark.parametrize(
    "source",
    ["[Note]: important", "> [Note]: important", "- [Note]: important", "[Note]: x\n\n[a][note]\n\n[Note]: important"],
)
def test_a_line_that_looks_like_a_link_definition_is_not_lost(source: str) -> None:
    assert "[Note]: important" in shown(source)


def test_a_link_definition_that_is_used_is_one() -> None:
    assert shown("see [the guidance][g]\n\n[g]: https://x.org") == "1 S 1.1 see the guidance"


def test_facts() -> None:
    assert one("The group met on **{meetings}** occasions.", meetings="seven") == Paragraph(
        (Text("The group met on "), Strong(text("seven")), Text(" occasions."))
    )
    assert one("{a}", a="*b* {{c}} [d](e)") == Paragraph(text("*b* {{c}} [d](e)"))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("It met on {meetings} occasions.", "It met on one occasion."),
        ("{meetings} interviewing meetings were held.", "one interviewing meeting was held."),
        ("**{meetings}** of its members, {visits} site visits", "one of its members, two site visits"),
        ("{meetings} memberships", "one memberships"),
        ("{figure: A; B} meetings", "one meetings"),
    ],
)
def test_a_count_of_one_has_its_noun_in_the_singular(written: str, read_as: str) -> None:
    facts = {"meetings": "one", "visits": "two", "figure: A; B": "one"}
    (made,) = blocks(written, "Methodology", facts)
    assert isinstance(made, Paragraph)
    assert words_of(made.spans) == read_as


def test_an_unknown_fact_is_refused_with_its_place() -> None:
    with pytest.raises(ProseProblem) as refused:
        read("a\n\nmet {meetngs} times", meetings="seven", sessions="six")
    assert str(refused.value) == (
        "In “Methodology”, line 3, there is no fact {meetngs}: did you mean {meetings}? "
        "If not, write \\{meetngs} for the words themselves."
    )
    with pytest.raises(ProseProblem, match="this text can use no facts"):
        read("{x}")


@pytest.mark.parametrize("source", [">" * 100 + "x", "- " * 100 + "x", "> - " * 2000])
def test_what_is_nested_beyond_reason_is_refused_in_a_sentence(source: str) -> None:
    with pytest.raises(ProseProblem, match=r"^In “Methodology” lists or quotations stand inside each other too deep"):
        read(source)


def test_paragraphs_of_a_section_are_numbered_and_hold_what_follows_them() -> None:
    found = numbered_blocks("- loose\n\nOne:\n\n- a\n\n> b\n\n    c\n\n## H\n\n- d\n\nTwo", "S")
    assert [type(block) for block in found] == [ItemList, Numbered, Heading, ItemList, Numbered]
    assert isinstance(found[1], Numbered)
    assert [type(block) for block in found[1].blocks] == [ItemList, Quotation, Paragraph]


def test_a_reference_in_prose_is_resolved_like_any_other() -> None:
    section = Section("S", numbered_blocks("See [paragraph](#section:s) and {{section:s}}.", "S"), "section:s")
    assert main_text(as_html(number(Report("", (section,), form="")))).endswith("1.1 See paragraph 1 and section 1.")


def with_words(pattern: str) -> str:
    """Each W as a word of its own."""
    words = (f"w{letter(n)}" for n in count(1))
    return re.sub("W", lambda _: next(words), pattern)


written = st.lists(
    st.sampled_from(
        [
            *"*_`[]()<>#+-.!|~&;\\ \n>:=\"'",
            "\n\n",
            "1. ",
            "- ",
            "> ",
            "```\n",
            "|-|-|\n",
            "    ",
            "[a]: b\n",
            "a",
            "b",
            "é",
        ]
    ),
    max_size=40,
).map(lambda pieces: with_words("".join(pieces)))


@settings(max_examples=300, deadline=None)
@given(written)
def test_no_word_that_somebody_wrote_is_lost(source: str) -> None:
    made = number(Report("", (Section("", numbered_blocks(source, "S")),), form=""))
    page = main_text(as_html(made))
    missing = [word for word in re.findall("w[a-z]+", source) if word not in page]
    assert not missing, f"{missing} of {source!r} are not in {page!r}"


@settings(max_examples=150, deadline=None)
@given(written)
def test_prose_written_as_markdown_and_read_again_says_the_same(source: str) -> None:
    once = number(Report("", (Section("", blocks(source, "S")),), form=""))
    shown_once = as_markdown(once)
    page = main_text(as_html(once))
    assert "".join(markdown_text(shown_once).split()).replace("•", "") == "".join(page.split())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab1 \n-•.)2\t", max_size=60) | st.text(max_size=60))
def test_plain_text_keeps_every_word_and_number(source: str) -> None:
    made = number(Report("", (Section("", plain_text.blocks(source)),), form=""))
    page = main_text(as_html(made)).removeprefix("1")
    bullets = set("-•*–■●▪◦·")
    assert [c for c in page if not c.isspace() and c not in bullets] == [
        c for c in squeezed(source) if not c.isspace() and c not in bullets
    ]


def test_plain_text_as_blocks() -> None:
    found = plain_text.blocks("First line\nsecond\n\n1. one\n2. two\n4. no\n- a\n• b\nlast\r\n\r\n3) three")
    assert found == (
        Paragraph((Text("First line"), LineBreak(), Text("second"))),
        ItemList(ListStyle.ARABIC, (Item(text("one")), Item(text("two"))), start=1),
        ItemList(ListStyle.ARABIC, (Item(text("no")),), start=4),
        ItemList(ListStyle.BULLET, (Item(text("a")), Item(text("b")))),
        Paragraph(text("last")),
        ItemList(ListStyle.BRACKET, (Item(text("three")),), start=3),
    )
    assert plain_text.blocks("01. x") == (Paragraph(text("01. x")),)
    assert plain_text.blocks("- \n") == (Paragraph(text("-")),)


def test_first_and_rest() -> None:
    assert plain_text.first_and_rest("a\n\nb") == (text("a"), (Paragraph(text("b")),))
    assert plain_text.first_and_rest("- a") == ((), (ItemList(ListStyle.BULLET, (Item(text("a")),)),))
    assert plain_text.first_and_rest(" ") == ((), ())
