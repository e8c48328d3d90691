"""Transcripts of every form: only what was said, line by line, by whom and when, and what was left out told."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from interviews.readers.transcript import LONG_LINE, Transcript, read_transcript, speakers


def read(text: str) -> Transcript:
    found = read_transcript(text)
    assert found is not None
    assert [turn.line for turn in found.turns] == list(range(1, found.text.count("\n") + 2))
    return found


def said(found: Transcript) -> list[tuple[str, str, str]]:
    lines = found.text.split("\n")
    return [(turn.at, turn.speaker, line) for turn, line in zip(found.turns, lines, strict=True)]


TEAMS_VTT = """\
WEBVTT

NOTE recorded by Teams
over two lines

STYLE
::cue { color: white }

3f1c2a90-1111-4222-8333-444455556666/12-0
00:00:03.210 --> 00:00:06.540
<v Okoro, Ama>Good morning &amp; welcome.</v>

3f1c2a90-1111-4222-8333-444455556666/12-1
00:00:06.540 --> 00:00:09.000
<v Okoro, Ama>Shall we &lt;begin&gt;?</v>

3f1c2a90-1111-4222-8333-444455556666/15-0
00:00:09.100 --> 00:00:12.000 align:start position:0%
<v Lee, Pat>Yes.</v>
<v.loud Okoro, Ama>Who tells the <i>families</i>?</v>

01:02:13.000 --> 01:02:15.000
<v Lee, Pat>The schools do.</v>
"""


def test_web_captions_of_teams() -> None:
    found = read(TEAMS_VTT)
    assert said(found) == [
        ("00:00:03", "Okoro, Ama", "Good morning & welcome. Shall we <begin>?"),
        ("00:00:09", "Lee, Pat", "Yes."),
        ("00:00:09", "Okoro, Ama", "Who tells the families?"),
        ("01:02:13", "Lee, Pat", "The schools do."),
    ]
    assert speakers(found.turns) == ["Okoro, Ama", "Lee, Pat"]
    assert found.dropped == ["2 blocks of notes or styles were left out."]


def test_hours_may_be_missing_and_line_ends_may_be_of_windows() -> None:
    text = "\ufeffWEBVTT - Interview\n\n00:03.000 --> 00:05.000\n<v Ama>First\n\n61:05.000 --> 61:06.000\n<v Ama>Last"
    text = text.replace("\n", "\r\n")
    assert said(read(text)) == [("00:00:03", "Ama", "First"), ("01:01:05", "Ama", "Last")]


def test_captions_of_zoom_name_the_speaker_before_the_words() -> None:
    text = """\
WEBVTT

1
00:00:01.000 --> 00:00:03.000
Ama Okoro: The point is: nobody asked.

2
00:00:03.500 --> 00:00:05.000
Pat Lee (Wexcombe Schools): We did.

3
00:00:05.000 --> 00:00:06.000
Pat Lee (Wexcombe Schools): In May.
"""
    assert said(read(text)) == [
        ("00:00:01", "Ama Okoro", "The point is: nobody asked."),
        ("00:00:03", "Pat Lee (Wexcombe Schools)", "We did. In May."),
    ]


def test_a_colon_in_what_was_said_makes_no_speaker() -> None:
    cues = [f"{n}\n00:00:{n:02d},000 --> 00:00:{n + 1:02d},000\nwords of {n}\n" for n in range(1, 9)]
    cues[3] = "4\n00:00:04,000 --> 00:00:05,000\nQuestion: why?\n"
    found = read("\n".join(cues))
    assert speakers(found.turns) == []
    assert "Question: why?" in found.text


def test_srt_with_a_name_where_the_voice_changes() -> None:
    text = """\
1
00:00:01,000 --> 00:00:03,000
Ama Okoro: Who is told?

2
00:00:03,000 --> 00:00:05,000
<i>And when?</i>

3
00:00:05,500 --> 00:00:08,000
{\\an8}Pat Lee: The school.

4
00:00:08,000 --> 00:00:09,000
Ama Okoro: Thank you.
5
00:00:09,000 --> 00:00:10,000
- Pat Lee: Not at all.
- Ama Okoro: Next.
"""
    assert said(read(text)) == [
        ("00:00:01", "Ama Okoro", "Who is told? And when?"),
        ("00:00:05", "Pat Lee", "The school."),
        ("00:00:08", "Ama Okoro", "Thank you."),
        ("00:00:09", "Pat Lee", "Not at all."),
        ("00:00:09", "Ama Okoro", "Next."),
    ]


def test_the_older_word_file_of_teams_has_the_name_under_the_time() -> None:
    text = "\n".join(
        f"0:0:{n}.0 --> 0:0:{n + 1}.670\n{'Ama Okoro' if n % 2 else 'Pat Lee'}\nsentence {n}." for n in range(4)
    )
    assert said(read(text)) == [
        ("00:00:00", "Pat Lee", "sentence 0."),
        ("00:00:01", "Ama Okoro", "sentence 1."),
        ("00:00:02", "Pat Lee", "sentence 2."),
        ("00:00:03", "Ama Okoro", "sentence 3."),
    ]


TEAMS_WORD = """\
Attendance in Wexcombe-20260114_140000-Meeting Recording
14 January 2026, 02:00pm
57m 12s

Okoro, Ama started transcription

Okoro, Ama   0:03
Thank you for coming.

Lee, Pat (Guest)   0:09
Not at all.
It began in 2024: the letters stopped.

Okoro, Ama   1:00:12
Why?

Okoro, Ama stopped transcription
"""


def test_a_word_file_of_teams() -> None:
    found = read(TEAMS_WORD)
    assert said(found) == [
        ("00:00:03", "Okoro, Ama", "Thank you for coming."),
        ("00:00:09", "Lee, Pat (Guest)", "Not at all. It began in 2024: the letters stopped."),
        ("01:00:12", "Okoro, Ama", "Why?"),
    ]
    assert found.dropped == [
        "The heading of the transcript was left out: “Attendance in Wexcombe-20260114_140000-Meeting Recording; "
        "14 January 2026, 02:00pm; 57m 12s”.",
        "2 lines that say who started or stopped the recording were left out.",
    ]


def test_the_newer_form_of_teams_says_the_time_in_words() -> None:
    text = """\
Ama Okoro
0 minutes 3 seconds
0:03
Ama Okoro 0 minutes 3 seconds
Good morning.
Pat Lee
9 seconds
0:09
Good morning to you.
Ama Okoro
1 hour 2 minutes 5 seconds
1:02:05
Thank you.
"""
    assert said(read(text)) == [
        ("00:00:03", "Ama Okoro", "Good morning."),
        ("00:00:09", "Pat Lee", "Good morning to you."),
        ("01:02:05", "Ama Okoro", "Thank you."),
    ]


@pytest.mark.parametrize(
    "form",
    [
        "[{at}] {who}: {words}",
        "[{at}] {who}\n{words}",
        "{who} ({at}): {words}",
        "{who} ({at}):\n{words}",
        "{who}  {at}\n{words}",
        "{who}\t{at}\n{words}",
        "{who} {at}\n{words}",
        "{at} {who}\n{words}",
        "{at} {who}: {words}",
        "[{who}] {at}\n{words}",
        "[{at} --> {at}] {who}: {words}",
    ],
)
def test_headed_turns(form: str) -> None:
    turns = [("00:00:03", "Ama Okoro", "Who is told?"), ("00:00:09", "Pat Lee", "The school, at 10:30."),
             ("00:01:02", "Ama Okoro", "When?"), ("00:02:02", "Pat Lee", "In May")]  # fmt: skip
    text = "\n\n".join(form.format(at=at, who=who, words=words) for at, who, words in turns)
    assert said(read(text)) == turns


def test_turns_of_nobody_known() -> None:
    text = "[00:00:03] We begin.\n[00:00:05] Who is told?\n[00:00:30] The school."
    assert said(read(text)) == [
        ("00:00:03", "", "We begin. Who is told?"),
        ("00:00:30", "", "The school."),
    ]


def test_a_long_pause_and_a_long_stretch_begin_a_new_line() -> None:
    cues = [(n * 4, f"This is sentence number {n} of many.") for n in range(40)]
    text = "WEBVTT\n\n" + "\n\n".join(
        f"{at // 60:02d}:{at % 60:02d}.000 --> {(at + 4) // 60:02d}:{(at + 4) % 60:02d}.000\n<v Ama>{words}</v>"
        for at, words in cues
    )
    lines = said(read(text + "\n\n10:00.000 --> 10:01.000\n<v Ama>After a pause.</v>"))
    assert lines[-1] == ("00:10:00", "Ama", "After a pause.")
    assert 2 < len(lines) < 6
    assert all(LONG_LINE < len(line) < LONG_LINE + 60 for _, _, line in lines[:2])
    assert " ".join(line for _, _, line in lines[:-1]) == " ".join(words for _, words in cues)
    assert all(before < after for (before, _, _), (after, _, _) in pairwise(lines))


def test_rolling_captions_are_taken_once_and_that_is_told() -> None:
    lines = [f"line {n} of the talk" for n in range(8)]
    shown = [f"{before}\n{after}" for before, after in pairwise(lines)]
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n{words}" for n, words in enumerate(shown)
    )
    found = read(text)
    assert found.text == " ".join(lines)
    assert found.dropped == ["Words that rolling captions show again were taken once (6 repeats left out)."]


def test_words_that_grow_in_place_are_taken_once() -> None:
    words = "we were never told about it".split()
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n{' '.join(words[:n])}" for n in range(1, len(words) + 1)
    )
    assert read(text).text == "we were never told about it"


def test_what_somebody_says_twice_stays() -> None:
    spoken = ["No.", "No.", "I said so.", "Then what?", "Nothing.", "And then?", "They left.", "Why?", "Nobody knows."]
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n<v Ama>{words}</v>" for n, words in enumerate(spoken)
    )
    assert read(text).text == " ".join(spoken)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "WEBVTT\n\nNOTE nothing here",
        "We were not told.\n\nThe letter came in the sixth week.",
        "The clip from\n00:00:01,000 --> 00:00:04,000\nshows it.\n",
        "Ama Okoro  10:30\nspoke first.\nThen we went home.\nPat Lee  11:00\nspoke last.",
        "Programme\nRegistration  09:30\nWelcome  10:00\nLunch  12:30\nClose  15:00\n",
        "Programme\nRegistration  09:30\nin the hall\nWelcome  10:00\nby the Chair\nLunch  12:30\nas ordered",
        "Bus 12:30\nfrom the square\nBus 10:15\nfrom the station\nBus 11:00\nfrom the school\nBus 09:00\nfrom home",
        "10:30 to 11:00 Health\n11:00 to 11:30 Police\n11:30 to 12:00 Schools\nand so on",
        "1. Introduction\n2. Ratio 3:1\n3. Verse 12:30\n4. Verse 12:31",
        "\n".join(f"Question {n}: why?\nBecause of {n}." for n in range(20)),
    ],
)
def test_other_texts_are_no_transcripts(text: str) -> None:
    assert read_transcript(text) is None


def test_nothing_that_steers_a_terminal_comes_through() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A&#27;[31m\u202eB>x&#27;]0;t&#7;y\u200b</v>"
    found = read(text)
    assert said(found) == [("00:00:01", "A[31mB", "x]0;ty")]


def hundred_thousand() -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}.000 --> {n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}.900\n"
        f"<v Speaker {n % 3}>words {n}</v>"
        for n in range(100_000)
    )


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "words " * 200_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "w" * 1_000_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 300_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v A>x" * 100_000,
        "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nAma Okoro: yes\n" * 100_000,
        "WEBVTT\n\n00:01.000 -->" + " " * 1_000_000,
        "-->" * 300_000,
        "\n".join(["[" * 100] * 20_000),
        "A" + " " * 1_000_000 + "0:03",
        ("A" + " " * 70 + "\n") * 20_000,
        "[00:00:01] " * 100_000,
        "(1 minute " * 100_000,
        "\n".join(f"Ama Okoro  {n // 60}:{n % 60:02d}\nwords {n}" for n in range(50_000)),
        "WEBVTT\n\n" + "\n\n".join(f"00:01.000 --> 00:02.000\n{'a b ' * 200}" for _ in range(5_000)),
    ],
    ids=range(14),
)
def test_hostile_texts_are_read_or_refused_in_good_time(text: str) -> None:
    started = time.process_time()
    read_transcript(text)
    assert time.process_time() - started < 4


def test_a_hundred_thousand_captions() -> None:
    text = hundred_thousand()
    started = time.process_time()
    found = read(text)
    assert time.process_time() - started < 4
    assert len(found.turns) == 100_000
    assert found.turns[-1].at == "27:46:39"
