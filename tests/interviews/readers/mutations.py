"""Files of each kind that are as they should be, and the many ways in which ``benchmarks.fuzz`` spoils them."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

from tests.hostile import HOSTILE_STRINGS
from tests.interviews.readers.mails import letter, with_attachments
from tests.interviews.readers.office_files import (
    SAMPLE_BODY,
    SAMPLE_NUMBERING,
    list_of,
    make_docx,
    para,
    run,
    sample_docx,
    sample_xlsx,
    table,
    uses,
)
from tests.interviews.readers.pdfs import make_pdf

_WORDS = ["The group heard from its partners about the lines of enquiry, one by one,", "and met three times in all."]
_SPOKEN = [
    ("Ann Example", 1, "Welcome to the meeting, everybody."),
    ("Bo Sample", 9, "Thank you. We saw the waiting times fall."),
    ("Ann Example", 15, "By how much?"),
    ("Bo Sample", 21, "By a third, from eleven weeks to nine."),
    ("Cy Third", 40, "That is what families tell us too."),
]
_HTML = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Evidence</title><style>p {color: red}</style></head><body>"
    "<h1>1 Purpose</h1><p>To tell the group about <b>waiting times</b> &amp; what families say.</p>"
    "<ol start=2><li>First<li>Second<ul><li>Third</ul></ol><p hidden>secret</p><!-- a remark -->"
    "<table><caption>Seen</caption><tr><th rowspan=2>Month<th colspan=2>Contacts<tr><th>2024<th>2025<tr><td>JAN<td>12"
    "<td>15</table><div style='display:none'>never</div><a href='https://board.example/'>More</a></body></html>"
)
_CSV = "Month,Seen,Share\n" + "".join(f'M{n},"1,{n:03}",{n}.5%\n' for n in range(40))
_MARKDOWN = "# Evidence\n\n1. First\n2. Second\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n" + "\n".join(_WORDS) + "\n"


def _vtt() -> bytes:
    cues = (f"00:00:{at:02}.000 --> 00:00:{at + 4:02}.000\n<v {name}>{said}</v>\n" for name, at, said in _SPOKEN)
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def _srt() -> bytes:
    cues = enumerate(_SPOKEN, 1)
    lines = (f"{n}\n00:00:{at:02},000 --> 00:00:{at + 4:02},000\n{name}: {said}\n" for n, (name, at, said) in cues)
    return "\n".join(lines).encode()


def _word() -> bytes:
    notes = f'<w:footnote w:id="2">{para("A note")}</w:footnote>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    field += (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("4 May")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = SAMPLE_BODY + para(field + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += para("<w:sdt><w:sdtContent>" + run("in a control") + "</w:sdtContent></w:sdt>") + para(
        "deep", list_id=3, level=2
    )
    body += table([table(["a", "b"]), para("c", list_id=1, level=1)], ["d", ""])
    deep = list_of(4, ("upperRoman", "%1"), ("lowerLetter", "(%2)"), ("ordinalText", "%1 %2 %3"))
    shown = '<w:name w:val="Title"/><w:rPr><w:vanish w:val="0"/></w:rPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Title">{shown}</w:style>'
    numbering = (
        deep + SAMPLE_NUMBERING + uses(3, 4, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>')
    )
    return make_docx(body, numbering=numbering, styles=styles, footnotes=notes, header1=para("Council"))


def _word_transcript() -> bytes:
    spoken = ((run(f"{name}   0:{at:02}") + f"<w:r><w:br/><w:t>{said}</w:t></w:r>") for name, at, said in _SPOKEN)
    return make_docx("".join(map(para, spoken)))


# By kind: the file's name, and samples that are as they should be.
SAMPLES: dict[str, tuple[str, list[bytes]]] = {
    "docx": ("evidence.docx", [sample_docx(), _word()]),
    "docx transcript": ("meeting.docx", [_word_transcript()]),
    "xlsx": ("figures.xlsx", [sample_xlsx()]),
    "html": ("page.html", [_HTML.encode(), _HTML.encode("utf-16")]),
    "pdf": ("report.pdf", [make_pdf([_WORDS, _WORDS * 20])]),
    "eml": (
        "letter.eml",
        [letter().as_bytes(), with_attachments(("f.csv", _CSV.encode()), ("a.docx", sample_docx())).as_bytes()],
    ),
    "vtt": ("meeting.vtt", [_vtt()]),
    "srt": ("meeting.srt", [_srt()]),
    "csv": ("figures.csv", [_CSV.encode(), _CSV.replace(",", "\t").encode()]),
    "md": ("note.md", [_MARKDOWN.encode()]),
    "txt": ("note.txt", ["\n".join(_WORDS * 10).encode(), "Zoë – “yes”\n".encode("cp1252") * 9]),
}

_NUMBERS = [b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"NaN", b"", b"x"]
_TAG = re.compile(rb"<[^<>]{1,300}>")
_VALUE = re.compile(rb'"[^"<>]{0,60}"')
_ODD = [text.encode("utf-8", "replace") for text in HOSTILE_STRINGS] + [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"]]>", b"<![CDATA[", b"&a;", b"&#0;",
    b"\r", b"WEBVTT", b"-->", b"--x", b"\n\n", b'Content-Type: multipart/mixed; boundary="x"\n\n', b"%PDF-", b"endobj",
]  # fmt: skip


_TEXTS = [b"x" * 5_000, b"[/b]", b"=1+1", "Zo\u00eb \u202e".encode()]


def mutated(kind: str, seed: int) -> bytes:
    """A sample of a kind spoilt once to four times; the same seed always spoils it in the same way."""
    rng = random.Random(f"{kind} {seed}")
    data = rng.choice(SAMPLES[kind][1])
    in_zip = data.startswith(b"PK") and rng.random() < 0.85
    return _in_a_part(data, rng) if in_zip else _spoilt(data, rng, data.lstrip().startswith(b"<"))


def _in_a_part(data: bytes, rng: random.Random) -> bytes:
    """Spoil one or two parts of a zip file and pack them again, so that what is spoilt reaches the parser."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    weights = [3 if b":body" in part or b"<sheetData" in part else 1 for part in parts.values()]
    for name in rng.choices(list(parts), weights, k=rng.randint(1, 2)):
        reshape = rng.random() < 0.6
        parts[name] = _reshaped(parts[name], rng) if reshape else _spoilt(parts[name], rng, markup=True)
    if rng.random() < 0.05:
        parts[rng.choice(list(parts)) + rng.choice(["", "x", "/../y"])] = b"<x/>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return held.getvalue()


def _reshaped(data: bytes, rng: random.Random) -> bytes:
    """A part that is well formed still, but no more what its reader expects."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return _spoilt(data, rng, markup=True)
    for _ in range(rng.randint(1, 12)):
        nodes = list(root.iter())
        node, other = rng.choice(nodes), rng.choice(nodes)
        match rng.randrange(7):
            case 0 if len(node):
                del node[rng.randrange(len(node))]
            case 1 if other not in node.iter() and node not in other.iter():
                node.insert(rng.randint(0, len(node)), copy.deepcopy(other))
            case 2 if node.attrib:
                node.attrib[rng.choice(list(node.attrib))] = rng.choice(_NUMBERS).decode()
            case 3 if node.attrib:
                node.attrib.pop(rng.choice(list(node.attrib)))
            case 4:
                node.tag, other.tag = other.tag, node.tag
            case 5:
                node.text = rng.choice([*_NUMBERS, *_TEXTS]).decode("utf-8", "replace")
            case 6:
                node.attrib.update(other.attrib)
    try:
        return ElementTree.tostring(root)
    except RecursionError:  # it was nested by an earlier change: deeper than can be written
        return data


def _spoilt(data: bytes, rng: random.Random, markup: bool) -> bytes:
    ways: list[Callable[[bytes, random.Random], bytes]] = [_flipped, _cut_off, _moved, _repeated, _with_odd, _without]
    if markup:
        ways += [_tag_lost, _tag_twice, _value_changed, _tags_swapped, _nested] * 2
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(ways)(data, rng)
    return data


def _stretch(data: bytes, rng: random.Random, most: int = 400) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randint(1, most))


def _flipped(data: bytes, rng: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.randint(1, 20) if spoilt else 0):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def _cut_off(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)] if rng.random() < 0.7 else data[rng.randrange(len(data) + 1) :]


def _moved(data: bytes, rng: random.Random) -> bytes:
    start, end = _stretch(data, rng)
    to = rng.randrange(len(data) + 1)
    return data[:to] + data[start:end] + data[to:]


def _repeated(data: bytes, rng: random.Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:start] + data[start:end] * rng.choice([2, 3, 50, 1_000]) + data[end:]


def _with_odd(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_ODD) * rng.choice([1, 1, 1, 200]) + data[at:]


def _without(data: bytes, rng: random.Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def _a_tag(data: bytes, rng: random.Random, pattern: re.Pattern[bytes] = _TAG) -> tuple[int, int]:
    found = list(pattern.finditer(data))
    return rng.choice(found).span() if found else (0, 0)


def _tag_lost(data: bytes, rng: random.Random) -> bytes:
    start, end = _a_tag(data, rng)
    return data[:start] + data[end:]


def _tag_twice(data: bytes, rng: random.Random) -> bytes:
    start, end = _a_tag(data, rng)
    return data[:end] + data[start:end] * rng.choice([1, 2, 500]) + data[end:]


def _value_changed(data: bytes, rng: random.Random) -> bytes:
    start, end = _a_tag(data, rng, _VALUE)
    return data[:start] + b'"' + rng.choice(_NUMBERS) + b'"' + data[end:] if end else data


def _tags_swapped(data: bytes, rng: random.Random) -> bytes:
    (a, b), (c, d) = sorted((_a_tag(data, rng), _a_tag(data, rng)))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:] if b <= c else data


def _nested(data: bytes, rng: random.Random) -> bytes:
    """An element in itself, many times: well formed, and deeper than anything that people write."""
    start, end = _a_tag(data, rng)
    name = re.match(rb"<([\w:]+)", data[start:end])
    if name is None or data[start:end].endswith(b"/>"):
        return data
    times = rng.choice([2, 30, 2_000])
    return data[:start] + data[start:end] * times + (b"</" + name.group(1) + b">") * times + data[start:]
