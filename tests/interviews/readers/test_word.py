"""Word documents as text: the numbers that Word shows, what is dropped, and what else a page holds."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from interviews.readers.document import UnreadableDocument, read_document, tables_of
from interviews.readers.sniff import Kind
from interviews.readers.word import Word, read_word
from tests.interviews.readers.hostile_files import with_parts
from tests.interviews.readers.office_files import (
    list_of,
    make_docx,
    para,
    run,
    sample_docx,
    table,
    uses,
)

_VANISH = "<w:vanish/>"
_LEGAL = list_of(0, ("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "%4."))


def _lines(body: str, **parts: Any) -> list[str]:
    return [line for line in read_word(make_docx(body, **parts)).text.split("\n") if line]


def _numbered(*levels: int | tuple[int, int], numbering: str = _LEGAL + uses(1, 0)) -> list[str]:
    places = [level if isinstance(level, tuple) else (1, level) for level in levels]
    body = "".join(para("x", list_id=list_id, level=level) for list_id, level in places)
    return [line.removesuffix(" x") for line in _lines(body, numbering=numbering)]


def test_levels_count_and_begin_again_under_the_next() -> None:
    assert _numbered(0, 1, 1, 2, 2, 3, 3, 2, 1, 2, 0, 1) == [
        "1", "1.1", "1.2", "(a)", "(b)", "i.", "ii.", "(c)", "1.3", "(a)", "2", "2.1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", ["1", "2", "3"]),
        ("lowerRoman", ["i", "ii", "iii"]),
        ("upperLetter", ["A", "B", "C"]),
        ("ordinal", ["1st", "2nd", "3rd"]),
        ("ordinalText", ["First", "Second", "Third"]),
        ("cardinalText", ["One", "Two", "Three"]),
        ("decimalZero", ["01", "02", "03"]),
        ("bullet", ["•", "•", "•"]),
        ("none", ["x", "x", "x"]),
        ("somethingNew", ["1", "2", "3"]),
    ],
)
def test_forms_of_number(form: str, shown: list[str]) -> None:
    assert _numbered(0, 0, 0, numbering=list_of(0, (form, "%1")) + uses(1, 0)) == shown


def test_letters_go_on_behind_z_as_word_has_them() -> None:
    assert _numbered(*[0] * 29, numbering=list_of(0, ("lowerLetter", "%1")) + uses(1, 0))[25:] == [
        "z",
        "aa",
        "bb",
        "cc",
    ]


def test_lists_of_one_definition_count_on_unless_told_to_begin_again() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = _LEGAL + uses(1, 0) + uses(2, 0) + uses(3, 0, again)
    assert _numbered((1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0), numbering=numbering) == [*"123123"]


def test_a_level_may_be_written_anew_for_one_list() -> None:
    anew = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    )
    assert _numbered(0, 0, numbering=_LEGAL + uses(1, 0, anew)) == ["V)", "VI)"]


def test_a_level_that_never_begins_again() -> None:
    on = '<w:lvlRestart w:val="0"/>'
    numbering = list_of(0, ("decimal", "%1"), ("decimal", "%2)"), extra=on) + uses(1, 0)
    assert _numbered(0, 1, 1, 0, 1, numbering=numbering) == ["1", "1)", "2)", "2", "3)"]


def test_numbers_all_in_digits_for_a_legal_level() -> None:
    numbering = list_of(0, ("upperRoman", "%1"), ("decimal", "%1.%2")) + uses(1, 0)
    numbering = numbering.replace('"decimal"/>', '"decimal"/><w:isLgl/>')
    assert _numbered(0, 0, 1, numbering=numbering) == ["I", "II", "2.1"]


def test_a_level_whose_upper_level_has_not_come_yet() -> None:
    assert _numbered(1, 1) == ["1.1", "1.2"]


def test_numbers_by_style_and_by_the_style_that_it_is_based_on() -> None:
    levels = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>{levels}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="H1"/></w:style>'
    )
    body = para("Purpose", style="H1") + para("Text", style="H2") + para("More", style="Mine")
    body += para("Recommendations", style="H1") + para("Plain", style="Off", list_id=0)
    assert _lines(body, styles=styles, numbering=_LEGAL + uses(1, 0)) == [
        "1 Purpose", "1.1 Text", "1.2 More", "2 Recommendations", "Plain",
    ]  # fmt: skip


def test_a_list_defined_by_a_style_of_lists() -> None:
    numbering = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Lists"/></w:abstractNum>' + _LEGAL
    numbering += uses(1, 5) + uses(2, 0)
    styles = (
        '<w:style w:type="numbering" w:styleId="Lists"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert _lines(para("x", list_id=1, level=1), styles=styles, numbering=numbering) == ["1.1 x"]


def test_empty_paragraphs_count_but_hidden_and_deleted_ones_do_not() -> None:
    body = para("one", list_id=1, level=0) + para("", list_id=1, level=0) + para("three", list_id=1, level=0)
    body += para(run("secret", _VANISH), list_id=1, level=0, mark=_VANISH)
    body += para("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", list_id=1, level=0, mark="<w:del/>")
    body += para("four", list_id=1, level=0)
    assert _lines(body, numbering=_LEGAL + uses(1, 0)) == ["1 one", "3 three", "4 four"]


def test_changes_count_as_accepted_and_what_goes_is_told() -> None:
    body = para(
        run("The group")
        + "<w:ins>" + run(" now") + "</w:ins>"
        + '<w:del><w:r><w:delText> never</w:delText></w:r></w:del>'
        + "<w:moveFrom>" + run(" here") + "</w:moveFrom>"
        + "<w:moveTo>" + run(" there") + "</w:moveTo>"
        + run(" hidden", _VANISH) + run(" both", _VANISH)
        + run(" agrees.", '<w:vanish w:val="0"/>')
        + "<w:r><w:commentReference w:id='1'/></w:r>" * 3
    ) + para(run("All hidden", _VANISH))  # fmt: skip
    word = read_word(make_docx(body, header1=para("Council"), footer1=para("Page"), footer2=para("")))
    assert word.text == "The group now there agrees.\n"
    assert word.dropped == [
        "2 pieces of hidden text, 1 deleted passage, 1 moved passage at its old place, 3 comments, 1 page header and "
        "1 page footer were left out."
    ]


def test_text_hidden_by_its_style_is_dropped_and_a_run_may_show_it_again() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hush"><w:basedOn w:val="Secret"/></w:style>'
    )
    body = para("not shown", style="Secret") + para(run("shown", '<w:vanish w:val="false"/>'), style="Secret")
    body += para(run("said") + run(" not said", '<w:rStyle w:val="Hush"/>'))
    word = read_word(make_docx(body, styles=styles))
    assert word.text == "shown\nsaid\n"
    assert word.dropped == ["2 pieces of hidden text were left out."]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert _lines(para("The group ", mark="<w:del/>") + para("agrees.")) == ["The group agrees."]


def test_a_heading_run_into_its_text() -> None:
    body = para("Purpose.", list_id=1, level=0, mark="<w:vanish/><w:specVanish/>") + para("To tell.")
    assert _lines(body, numbering=_LEGAL + uses(1, 0)) == ["1 Purpose. To tell."]


def test_fields_show_their_result_only() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = "<w:r><w:instrText>DATE </w:instrText></w:r>" + run("not this")
    body = para(run("On ") + mark("begin") + told + mark("separate") + run("4 May") + mark("end") + run("."))
    body += para(mark("begin") + told) + para("A field without an end hides nothing more.")
    body += para('<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>")
    assert _lines(body) == ["On 4 May.", "A field without an end hides nothing more.", "7"]


def test_answers_in_the_fields_of_an_older_form() -> None:
    def field(data: str) -> str:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        return begin + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    drop_down = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>'
    body = para(
        field("<w:checkBox><w:checked/></w:checkBox>") + run(" A ")
        + field('<w:checkBox><w:default w:val="0"/></w:checkBox>') + run(" B ") + field(drop_down)
    )  # fmt: skip
    assert _lines(body) == ["☒ A ☐ B No"]


def test_words_in_links_controls_tags_boxes_and_formulas_are_kept_once() -> None:
    box = "<w:txbxContent>" + para("In a box") + "</w:txbxContent>"
    body = para(
        '<w:hyperlink r:id="rId9">' + run("link") + "</w:hyperlink>"
        + '<w:smartTag><w:r><w:tab/><w:t>tag</w:t></w:r></w:smartTag>'
        + "<w:sdt><w:sdtPr/><w:sdtContent>" + run(" control") + "</w:sdtContent></w:sdt>"
        + "<m:oMath><m:r><m:t> x=1</m:t></m:r></m:oMath>"
        + f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
        + '<w:r><w:br/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="F0B7"/></w:r>'
    ) + "<w:sdt><w:sdtContent>" + para("block") + "</w:sdtContent></w:sdt>"  # fmt: skip
    assert _lines(body) == ["link\ttag control x=1", "-☒•", "In a box", "block"]


def test_notes_stand_at_the_end_and_are_marked_in_the_text() -> None:
    def note(kind: str, number: int, text: str) -> str:
        return f'<w:{kind} w:id="{number}">{para(text)}</w:{kind}>'

    body = para(
        run("One") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" two")
        + '<w:r><w:footnoteReference w:id="3"/><w:endnoteReference w:id="3"/></w:r>'
    )  # fmt: skip
    lines = _lines(
        body,
        footnotes=note("footnote", 3, "Later") + note("footnote", 7, "First") + note("footnote", 9, "Never named"),
        endnotes=note("endnote", 3, "Last"),
    )
    assert lines == [
        "One[footnote 1] two[footnote 2][endnote 1]", "[footnote 1] First", "[footnote 2] Later", "[endnote 1] Last",
    ]  # fmt: skip


def test_tables_are_lines_of_cells_and_cells() -> None:
    merged = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + para("Contacts") + "</w:tc>"
    down = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + para("") + "</w:tc>"
    body = para("Table 1: contacts") + (
        f"<w:tbl><w:tr><w:tc>{para('')}</w:tc>{merged}</w:tr>"
        f"<w:tr><w:tc>{para('Month')}</w:tc><w:tc>{para('2024')}</w:tc><w:tc>{para('2025')}</w:tc></w:tr>"
        f"<w:tr>{down}<w:tc>{para('12') + para('(old)')}</w:tc><w:tc>{para('15')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('gone')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{para('hidden')}</w:tc></w:tr></w:tbl>"
    )
    document = read_document(make_docx(body), "figures.docx")
    assert document.text == "Table 1: contacts\n\n\tContacts\nMonth\t2024\t2025\n\t12 (old)\t15\n"
    assert document.dropped == ["1 deleted table row and 1 hidden row were left out."]
    (found,) = tables_of(document)
    assert (found.title, found.heading_rows) == ("Table 1: contacts", 2)
    assert found.rows == [["", "Contacts", ""], ["Month", "2024", "2025"], ["", "12 (old)", "15"]]


def test_a_table_in_a_cell_is_words_of_the_cell() -> None:
    body = f"<w:tbl><w:tr><w:tc>{para('A')}{table(['b', 'c'])}</w:tc><w:tc>{para('D')}</w:tc></w:tr></w:tbl>"
    assert _lines(body) == ["A b c\tD"]


def test_what_the_file_says_of_itself() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Our\n evidence'
        "</dc:title><dc:creator>Ann Example</dc:creator><dcterms:modified>2026-01-14T10:00:00Z</dcterms:modified>"
        "</cp:coreProperties>"
    )
    document = read_document(make_docx(para("Text"), core=core), "e.docx")
    assert (document.title, document.author, document.dated) == ("Our evidence", "Ann Example", date(2026, 1, 14))
    titled = para("What families say", style="T")
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    assert read_document(make_docx(titled, core=core, styles=styles), "e.docx").title == "What families say"
    assert read_word(make_docx(para("Text"), core="<broken")).title == ""


def test_a_whole_document() -> None:
    document = read_document(sample_docx(), "evidence.docx")
    assert (document.kind, document.form, document.title) == (Kind.WORD, "Word document", "Evidence to the review")
    assert document.text.split("\n") == [
        "Evidence to the review",
        "1. Purpose",
        "1.1 To tell the group about waiting times.",
        "1.2 Waiting fell in the year.",
        "",
        "Year\tReferrals\tWeeks",
        "2024\t1255\t11",
        "2025\t1310\t9",
        "",
        "2. Recommendations",
        "• More staff",
        "",
    ]
    assert document.dropped == ["1 piece of hidden text and 1 deleted passage were left out."]


def test_pictures_are_counted_and_their_words_not_made_up() -> None:
    picture = "<w:r><w:drawing><pic:pic><pic:nvPicPr/></pic:pic></w:drawing></w:r>"
    word = read_word(make_docx(para(picture + run("Text") + picture)))
    assert word == Word("Text\n", "", "", "", [], ["2 pictures were left out."])


def test_a_document_of_pictures_only_is_told() -> None:
    with pytest.raises(UnreadableDocument, match=r"scan\.docx holds no words that can be read"):
        read_document(make_docx(para("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")), "scan.docx")


def test_a_strict_document_and_one_whose_main_part_has_another_name_are_read() -> None:
    usual = sample_docx()
    with zipfile.ZipFile(io.BytesIO(usual)) as file:
        main = file.read("word/document.xml").decode()
        relations = file.read("_rels/.rels").decode()
    strict = main.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert (
        "1.1 To tell"
        not in read_word(with_parts(usual, {"word/document.xml": strict, "word/numbering.xml": "<x/>"})).text
    )
    assert "To tell the group" in read_word(with_parts(usual, {"word/document.xml": strict})).text
    other = {"word/document2.xml": main, "_rels/.rels": relations.replace("document.xml", "document2.xml")}
    assert "1.1 To tell" in read_word(with_parts(usual, other)).text


def test_a_transcript_saved_as_a_word_file_has_speakers() -> None:
    body = "".join(
        para(run(f"{name}   {minute}:{second:02d}") + f"<w:r><w:br/><w:t>{words}</w:t></w:r>")
        for name, minute, second, words in (
            ("Ann Example", 0, 3, "Welcome to the meeting."),
            ("Bo Sample", 0, 9, "Thank you. We saw waiting fall."),
            ("Ann Example", 1, 15, "By how much?"),
            ("Bo Sample", 1, 20, "By a third."),
        )
    )
    document = read_document(make_docx(body), "meeting.docx")
    assert document.kind is Kind.TRANSCRIPT
    assert [turn.speaker for turn in document.turns] == ["Ann Example", "Bo Sample"] * 2
    assert "By a third." in document.text
