"""Web pages as text: what a reader of the page sees, in lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.readers.document import read_document, tables_of
from interviews.readers.web import read_web
from interviews.readers.web_tokens import Tag, tokens


def _text(body: str) -> str:
    return read_web(f"<!DOCTYPE html><html><body>{body}</body></html>").text.strip("\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h2>2 Recommendations</h2>The <b>group</b>\n  agrees", "2 Recommendations\n\nThe group agrees"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("caf&eacute; &amp; &#8211; &#x201c;x&#x201d; &nosuch; &lt;b&gt;", "café & – “x” &nosuch; <b>"),
        ("<ul><li>one<li>two<ul><li>three</ul></ul>", "• one\n• two\n• three"),
        ("<ol start=3><li>c<li value=9>i<li>j</ol>", "3. c\n9. i\n10. j"),
        ("<ol type=a><li>x<li>y</ol><ol type=I><li>x<li>y</ol>", "a. x\nb. y\n\nI. x\nII. y"),
        ("<ol reversed start=2><li>x<li>y</ol>", "2. x\n1. y"),
        ("<ol><li><p>in a paragraph</p><p>and another</p></ol>", "1. in a paragraph\nand another"),
        ("<li>without a list", "• without a list"),
        ("<a href='https://board.example'>a link</a> stays", "a link stays"),
        ("<pre>two  spaces\n\tand a tab</pre>", "two  spaces\n\tand a tab"),
        ("<dl><dt>KLOE<dd>line of enquiry</dl>", "KLOE\nline of enquiry"),
        ("a<!-- <p>b --><!---->c<!-->d", "acd"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<textarea>what was <b>written</textarea>", "what was <b>written"),
        ("<svg><title>icon</title><text>x</text></svg>words", "words"),
        ("<p>open <i>and <b>crossed</i> tags</b></p>end", "open and crossed tags\n\nend"),
    ],
)
def test_lines_of_a_page(body: str, text: str) -> None:
    assert _text(body) == text


def test_what_cannot_be_seen_is_left_out_and_told() -> None:
    page = read_web(
        "<html><head><title> Our\nservice </title><meta name=author content='Ann Example'><style>p{}</style>"
        "<script>var a = '<p>never</p>';</script></head><body><p>Shown</p><p hidden>one</p><div style='DISPLAY : none'>"
        "two<p>three</p></div><span aria-hidden=true>four</span><template>five</template><noscript>six</noscript>"
        "<img src='https://board.example/x.png'><script>7</script><p hidden=until-found>Found</p></body></html>"
    )
    assert page.text == "Shown\n\nFound\n"
    assert (page.title, page.author) == ("Our service", "Ann Example")
    assert page.dropped == ["1 picture, 2 scripts, 1 style sheet and 3 hidden parts of the page were left out."]


def test_tables_are_lines_of_cells() -> None:
    page = (
        "<h3>Contacts</h3><table><caption>By month</caption><thead><tr><th rowspan=2>Month<th colspan=2>Contacts"
        "</thead><tbody><tr><th>2024<th>2025<tr><td>JAN<td>12<td>15<tr><td>FEB<td><p>14</p><td>16</tbody></table>After"
    )
    document = read_document(f"<!DOCTYPE html><body>{page}".encode(), "figures.html")
    assert document.text == "Contacts\n\nBy month\n\nMonth\tContacts\n\t2024\t2025\nJAN\t12\t15\nFEB\t14\t16\n\nAfter\n"
    (table,) = tables_of(document)
    assert (table.title, table.heading_rows) == ("By month", 2)
    assert table.rows[:2] == [["Month", "Contacts", ""], ["", "2024", "2025"]]


def test_a_table_that_only_lays_out_the_page_is_lines() -> None:
    page = (
        "<table role=presentation><tr><td>Dear all<td>logo</table>"
        "<table><tr><td>Before<table><tr><td>a<td>1<tr><td>b<td>2</table>after<td>side</table>"
    )
    web = read_web(f"<!DOCTYPE html>{page}")
    assert web.text == "Dear all\nlogo\nBefore\n\na\t1\nb\t2\n\nafter\nside\n"
    assert [rows for _, rows in web.tables] == [[["a", "1"], ["b", "2"]]]


def test_encodings() -> None:
    said = "<html><head><meta charset={}></head><body>caf\xe9 – \u010d</body>"
    assert "café" in read_web(said.format("utf-8").encode()).text
    assert "\u010d" in read_web(said.format("iso-8859-2").replace("–", "-").encode("iso-8859-2")).text
    assert "café" in read_web(b"<html><meta charset=nonsense>caf\xe9").text
    assert read_web("<html>caf\xe9 \u010d".encode("utf-16")).text == "café č\n"


@pytest.mark.parametrize(
    "piece",
    [
        "<a <a", "<!--", "<a b='", "<a b=\"'", "</p>", "<b>", "<p hidden>", "<table><tr><td>", "<li>", "<![CDATA[",
        "&amp", "<x\n\n", "<a =", "<script>", "</script",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        read_web("<html>" + piece * times)
        return time.process_time() - begun

    short, long = (min(seconds(times) for _ in range(3)) for times in (4_000, 16_000))
    assert long < 9 * short + 0.05  # sixteen times as long, were it the square


@given(st.text(st.sampled_from("<>/!-=\"' abp&;#[]\n"), max_size=80))
def test_any_page_is_read(page: str) -> None:
    read_web(page)
    assert all(isinstance(token, Tag | str) for token in tokens(page))
