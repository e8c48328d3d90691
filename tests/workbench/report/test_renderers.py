"""Every format shows the same numbers and the same words, whatever the words are."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.report.reading import (
    Page,
    docx_lines,
    docx_text,
    expected_lines,
    html_text,
    markdown_text,
    squeezed,
)
from tests.workbench.report.samples import any_words, items, report
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown, escaped
from workbench.report.numbering import number
from workbench.report.tree import (
    Emphasis,
    Item,
    ItemList,
    Link,
    ListStyle,
    Numbered,
    Paragraph,
    Report,
    Row,
    Section,
    Spans,
    Strong,
    Table,
    Text,
    cell,
    text,
)

NUMBERED = number(report())


def test_word_counts_the_numbers_that_the_tree_gave() -> None:
    lines = docx_lines(as_docx(NUMBERED))
    headings = [line for line in lines if line.number not in ("", "•") or line.style.startswith("heading")]
    assert [(line.number, line.words) for line in headings] == expected_lines(NUMBERED)


@pytest.mark.parametrize("shown", [html_text(as_html(NUMBERED)), markdown_text(as_markdown(NUMBERED))])
def test_the_other_formats_show_them_in_the_same_order(shown: str) -> None:
    at = shown.index("1 Purpose of the Note", shown.find("Contents Purpose") + 1)
    at = shown.index("1 Purpose of the Note", at + 1) if shown.count("1 Purpose of the Note") > 1 else at
    for shown_number, words in expected_lines(NUMBERED):
        line = f"{shown_number} {words}".strip()
        assert line in shown[at:], f"{line} is not after {shown[max(0, at - 30) : at]}"
        at = shown.index(line, at) + len(line)


def test_nested_lists_of_any_kind_keep_their_numbers_in_word() -> None:
    def nested(depth: int) -> tuple[ItemList, ...]:
        if not depth:
            return ()
        return tuple(
            ItemList(style, (Item(text(f"{style} one"), nested(depth - 1)), *items(f"{style} two")), start=start)
            for style, start in (
                (ListStyle.ROMAN, 1),
                (ListStyle.LETTER, 1),
                (ListStyle.LETTER, 3),
                (ListStyle.BULLET, 1),
            )
        )

    made = number(Report("T", (Section("S", nested(4)),)))
    lines = docx_lines(as_docx(made))
    assert [(n, w) for n, w, _ in lines if n not in ("", "•")] == expected_lines(made)


def test_word_restarts_sub_items_and_runs_recommendations_on_by_itself() -> None:
    """Word's numbers must stay right after an edit: 4) continues the list of 1), and its a. is a level of that list."""
    document = zipfile.ZipFile(io.BytesIO(as_docx(NUMBERED))).read("word/document.xml").decode()
    found = {
        words: re.findall(r'w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"', p)
        for p in re.findall(r"<w:p>.*?</w:p>", document, re.DOTALL)
        for words in ["".join(re.findall(r"<w:t[^>]*>([^<]*)", p))]
    }
    first, fourth = (
        found["The register is published each term, showing:"],
        found["The health partners agree on one form, with:"],
    )
    assert first == fourth
    ((level, number_id),) = first
    assert found["one contact"] == found["new families"] == [(str(int(level) + 1), number_id)]


words = st.text(max_size=30) | st.text(alphabet="*_`[]()<>#+-.!|~&;\\ \n1a\"'", max_size=12)


def in_order(parts: list[str], whole: str) -> bool:
    at = 0
    for part in parts:
        at = whole.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def wanted_parts(texts: list[str]) -> list[str]:
    """What must stand in any format in this order, without blanks: each may break a line between two spans."""
    a, b, c, d, e, f, g, h = ("".join(squeezed(t).split()) for t in texts)
    return [h, a, b, c, d, e, f, g, h, "paragraph1.1", a]


@settings(max_examples=8)
@given(st.lists(words, min_size=8, max_size=8))
def test_any_words_survive_in_word(texts: list[str]) -> None:
    shown = docx_text(as_docx(number(any_words(texts))))
    assert in_order(wanted_parts(texts), "".join(shown.split())), shown


@settings(max_examples=60)
@given(st.lists(words, min_size=8, max_size=8), st.sampled_from(["html", "md"]))
def test_any_words_survive_in_html_and_markdown(texts: list[str], form: str) -> None:
    made = number(any_words(texts))
    shown = html_text(as_html(made)) if form == "html" else markdown_text(as_markdown(made))
    assert "UNWANTED" not in shown
    assert in_order(wanted_parts(texts), "".join(shown.split())), shown


@settings(max_examples=80)
@given(st.lists(words, min_size=3, max_size=3), st.sampled_from([Emphasis, Strong]))
def test_markdown_shows_just_the_words(texts: list[str], kind: type[Emphasis] | type[Strong]) -> None:
    """Nothing that somebody typed may turn into a heading, a list, a line, a link or emphasis."""
    before, inside, after = texts
    spans = (Text(before), kind((Text(inside),)), Text(after))
    made = number(
        Report("T", (Section(inside, (Paragraph(spans), ItemList(ListStyle.BULLET, (Item(spans),)))),), form="")
    )
    both = f"{before}{inside}{after}"
    assert markdown_text(as_markdown(made)) == squeezed(f"T 1 {inside} {both} {both}")


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("# no heading", r"\# no heading"),
        ("- no bullet", r"\- no bullet"),
        ("1. no list", r"1\. no list"),
        ("2026) x", r"2026\) x"),
        ("--- x", r"\--- x"),
        ("5% of 3.5", "5% of 3.5"),
        ("a_b *c* [d](e) <f> `g` | h ~~i~~", r"a\_b \*c\* \[d\](e) \<f\> \`g\` \| h \~\~i\~\~"),
        ("AT&T; R&D &amp;", r"AT\&T; R\&D \&amp;"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_escaping(typed: str, safe: str) -> None:
    assert escaped(typed, at_start=True) == safe


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ((Text("a "), Emphasis(text("b")), Text(" c")), "a *b* c"),
        ((Strong(text("Police:")), Text(" yes")), "**Police:** yes"),
        ((Strong(text("a")), Strong(text("b"))), "**a**b"),
        ((Text("x"), Emphasis(text("(y)"))), "x(y)"),
        ((Emphasis((Text("a "), Strong(text("b")))),), "*a **b***"),
        ((Emphasis((Emphasis(text("- a")),)),), r"*- a*"),
        ((Emphasis(text(" - a")),), r"\- a"),
        ((Text("Look! "), Text("Here!"), Link(text("x"), "https://x.org")), r"Look! Here\![x](<https://x.org>)"),
    ],
)
def test_emphasis_only_where_it_will_be_read_as_such(spans: Spans, wanted: str) -> None:
    made = number(Report("T", (Section("S", (Paragraph(spans),)),), form=""))
    assert as_markdown(made) == f"# T\n\n## 1 S\n\n{wanted}\n"


def test_two_numbered_lists_that_touch_stay_two_in_markdown() -> None:
    lists = (ItemList(ListStyle.ARABIC, items("a", "b")), ItemList(ListStyle.ARABIC, items("c")))
    made = as_markdown(number(Report("T", (Section("S", (Numbered(text("x"), lists[:1]), lists[1])),), form="")))
    assert made == "# T\n\n## 1 S\n\n1.1 x\n\n1. a\n2. b\n\n- 1\\. c\n"


def test_references_lead_to_the_heading_over_what_they_name_in_markdown() -> None:
    shown = as_markdown(NUMBERED)
    assert "[Appendix 2](#appendix-2--key-lines-of-enquiry)" in shown
    assert "[paragraph 5.1.1.i](#511-police)" in shown
    assert "[recommendation 4)](#2-recommendations)" in shown


def test_the_page_is_accessible() -> None:
    html = as_html(NUMBERED)
    page = Page(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "<title>Briefing note: Elective Home Education Task and Finish Group</title>" in html
    assert page.unclosed == []
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    inside = [href[1:] for href in page.hrefs if href.startswith("#")]
    assert len(inside) > 15
    assert set(inside) <= set(page.ids)
    assert {t for t, _ in page.tags} & {"script", "img", "link", "iframe"} == set()
    headers = [given for tag, given in page.tags if tag == "th"]
    assert headers
    assert all(given.get("scope") for given in headers)
    assert [given["scope"] for given in headers].count("row") == 2
    tables = [tag for tag, _ in page.tags if tag in ("table", "caption")]
    assert tables == ["table", "caption"] * 2
    nav = html[html.index("<nav") : html.index("</nav>")]
    assert re.findall(r">([^<]+)</a>", nav) == [
        *("1 Purpose of the Note", "2 Recommendations", "3 Methodology", "4 Key themes and findings"),
        *("5 Interviews with Partners", "Appendix 1 – Scoping Document", "Appendix 2 – Key Lines of Enquiry"),
        "Appendix 3 – Attendance figures",
    ]


def test_markup_in_words_is_text_on_the_page() -> None:
    made = as_html(number(Report('<script>"', (Section("<b>&amp;", (Numbered(text("</p><img src=x>")),)),), form="")))
    assert "<script" not in made
    assert "<img" not in made
    assert "&lt;b&gt;&amp;amp;" in made


@pytest.mark.parametrize("on", [None, date(2026, 11, 3)])
def test_the_same_report_is_the_same_bytes(on: date | None) -> None:
    def made() -> Report:
        return Report(report().title, report().sections, report().appendices, on=on)

    assert as_docx(number(made())) == as_docx(number(made()))
    assert as_html(number(made())) == as_html(number(made()))
    assert as_markdown(number(made())) == as_markdown(number(made()))


def test_an_empty_report_is_written() -> None:
    empty = number(Report(""))
    assert "<title>Briefing note</title>" in as_html(empty)
    assert as_markdown(empty) == "# Briefing note\n"
    assert [line.words for line in docx_lines(as_docx(empty))] == ["Briefing note"]


def test_words_that_xml_forbids_are_left_out_and_nothing_else() -> None:
    made = number(Report("T", (Section("S", (Paragraph((Text("a\x00b\x0bc\ud800d\ufffee\U0001f600f\tg"),)),)),)))
    wanted = "ab cde\U0001f600f g"
    assert wanted in docx_text(as_docx(made))
    assert wanted in html_text(as_html(made))
    assert wanted in markdown_text(as_markdown(made))


def test_a_table_cell_may_be_empty_and_rows_may_be_short() -> None:
    table = Table((text("a"), text("b")), (Row((cell("1"),)), Row(())), description="d")
    made = number(Report("T", (Section("S", (table,)),)))
    assert "| 1 |  |\n|  |  |" in as_markdown(made)
    assert as_html(made).count("<td>") == 4
    assert as_docx(made)
