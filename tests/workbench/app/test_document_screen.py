"""The document viewer: reading, finding, choosing words by key and mouse, saying what they are for, and coming back."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from groups.sensitivity import Sensitivity
from interviews.submission import Submission, Turn
from interviews.theme import Theme
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.screens.document import DocumentScreen
from workbench.screens.place import Place
from workbench.services.anchoring import SubmissionTexts
from workbench.services.marking import mark, marks_of
from workbench.widgets.document_view import DocumentView
from workbench.workspace.workspace import Workspace

LETTER = (
    "We are parents of children who learn at home.\n"
    "\n"
    "Nobody told us about Mr. Hale's helpline. The leaflet was last printed in 2019. We only heard of it by chance.\n"
    "When the officer came we were glad of the visit: she knew what to ask.\n"
    "The forms are long. Some of us gave up on page nine.\n"
    "Nobody told us whom to ring."
)
SAID = "The school rang every morning.\nIt did not help.\nWhat would have helped?\nA named person, and time."
TURNS = [
    Turn(line=1, speaker="Ms P Lee", at="00:00:04"),
    Turn(line=3, speaker="Councillor A Okoro", at="00:01:12"),
    Turn(line=4, speaker="Ms P Lee", at="00:01:20"),
]


@pytest.fixture
def handed(workspace: Workspace, group: Group) -> dict[str, Submission]:
    """A letter and a transcript, a line of enquiry and two themes."""
    records, common = workspace.records, {"group_id": group.id}
    with workspace.write("Gather"):
        records.enquiry.add(EnquiryLine(**common, kind=LineKind.QUESTION, text="What do families know?", position=1))
        for place, name in enumerate(("Information", "Transport"), start=1):
            records.themes.add(Theme(**common, name=name, position=place))
        letter = records.submissions.add(
            Submission(**common, reference="EHE01", title="Letter from the parents' forum", text=LETTER, position=1)
        )
        talk = records.submissions.add(
            Submission(**common, reference="EHE02", title="Talk with a mother", text=SAID, turns=TURNS, position=2)
        )
    return {"letter": letter, "talk": talk}


def told(app: WorkbenchApp) -> str:
    """What was said at the corner of the screen."""
    return " ".join(each.message for each in app._notifications)


async def opened(pilot: Pilot[Any], app: WorkbenchApp) -> DocumentView:
    await until(pilot, lambda: isinstance(app.screen, DocumentScreen) and app.screen.query_one(DocumentView).has_focus)
    await pilot.pause()
    return app.screen.query_one(DocumentView)


def chosen_words(app: WorkbenchApp) -> str:
    screen = app.screen
    assert isinstance(screen, DocumentScreen)
    chosen = screen.view.chosen
    return screen.submission.text[slice(*chosen)] if chosen else ""


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
async def test_a_sentence_is_chosen_and_marked_with_two_keys(
    workspace: Workspace, handed: dict[str, Submission], size: tuple[int, int]
) -> None:
    app = WorkbenchApp(workspace, start=Place("document", handed["letter"].id))
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app)
        await pilot.press("down", "down", "space")
        assert chosen_words(app) == "Nobody told us about Mr. Hale's helpline."
        assert "Help" in picture(app).splitlines()[-1], "every key at the bottom is in sight"
        await until(pilot, says(app, "chosen: 7 words"))
        await pilot.press("space")
        assert chosen_words(app).endswith("printed in 2019.")
        await pilot.press("2")
        await until(pilot, says(app, "Line 3", "marked: Transport"))
        assert "3▸┃ Nobody told us" in picture(app), "the sign of a mark"
        (made,) = workspace.records.marked.find()
        assert made.address.words == "Nobody told us about Mr. Hale's helpline. The leaflet was last printed in 2019."
        await pilot.press("1")
        await until(pilot, says(app, "marked: Transport, Information"))
        await pilot.press("l")
        await until(pilot, says(app, "Which line of enquiry"))
        await pilot.press("enter")
        await until(pilot, says(app, "marked: 1 · Transport, Information"))
        assert len(workspace.records.marked.find()) == 1
        await pilot.press("m")
        await until(pilot, says(app, "Marked passages", "1 · Transport, Information"))
        await pilot.press("d")
        await until(pilot, says(app, "Nothing is marked yet"))
        await pilot.press("ctrl+z")
        await until(pilot, says(app, "1 · Transport, Information"))
        await pilot.press("enter")
        assert app.screen.query_one(DocumentView).has_focus


async def test_words_and_lines_are_chosen_with_the_arrows(workspace: Workspace, handed: dict[str, Submission]) -> None:
    app = WorkbenchApp(workspace, start=Place("document", handed["letter"].id, line=4))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        await pilot.press("right", "right", "shift+right", "shift+right", "shift+right")
        assert chosen_words(app) == "officer came we"
        await pilot.press("shift+left")
        assert chosen_words(app) == "officer came"
        await pilot.press("shift+down", "shift+down")
        assert chosen_words(app).endswith("gave up on page nine.")
        await pilot.press("escape")
        assert chosen_words(app) == ""
        await pilot.press("left", "v", "right", "v", "enter")
        await until(pilot, says(app, "not linked to anything yet"))
        assert [p.address.words for p in workspace.records.marked.find()] == ["page nine."]
        assert isinstance(app.screen, DocumentScreen)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, DocumentScreen))


async def test_the_mouse_draws_over_the_words(workspace: Workspace, handed: dict[str, Submission]) -> None:
    app = WorkbenchApp(workspace, start=Place("document", handed["letter"].id))
    async with app.run_test(size=(120, 40)) as pilot:
        view = await opened(pilot, app)
        gutter = view._gutter
        await pilot.mouse_down(view, offset=(gutter + 1, 0))
        await pilot.hover(view, offset=(gutter + 12, 0))
        await pilot.mouse_up(view, offset=(gutter + 12, 0))
        assert chosen_words(app) == "We are parents"
        await pilot.click(view, offset=(gutter + 8, 5))
        assert chosen_words(app) == ""
        assert (view.line, view.place) == (5, LETTER.index("forms"))
        await pilot.double_click(view, offset=(gutter + 8, 5))
        await until(pilot, lambda: "Space chooses the sentence" in told(app))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
async def test_words_are_found_one_place_after_the_other(
    workspace: Workspace, handed: dict[str, Submission], size: tuple[int, int]
) -> None:
    app = WorkbenchApp(workspace, start=Place("document", handed["letter"].id))
    async with app.run_test(size=size) as pilot:
        view = await opened(pilot, app)
        await pilot.press("ctrl+f")
        app.screen.query_one("#words", Input).value = "NOBODY  told"
        await until(pilot, says(app, "1 of 2"))
        assert view.line == 3
        await pilot.press("escape", "n")
        await until(pilot, says(app, "2 of 2"))
        assert view.line == 6
        await pilot.press("f3")
        assert view.line == 3
        await pilot.press("N")
        assert view.line == 6
        found = [
            segment for segment in view.render_line(view._rows_of(5)[0]) if segment.style and segment.style.reverse
        ]
        assert "".join(segment.text for segment in found) == "Nobody told"
        assert all(segment.style and segment.style.underline for segment in found), "legible without colour"
        app.screen.query_one("#words", Input).value = "Hale\u2019s helpline"
        await until(pilot, says(app, "1 of 1"))
        app.screen.query_one("#words", Input).value = "swimming"
        await until(pilot, says(app, "These words are not in this document."))
        await pilot.press("escape")
        assert "not in this document" not in picture(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
async def test_who_speaks_and_when_stands_in_the_margin(
    workspace: Workspace, handed: dict[str, Submission], size: tuple[int, int]
) -> None:
    app = WorkbenchApp(workspace, start=Place("document", handed["talk"].id))
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app)
        first, second = picture(app).splitlines()[2:4]
        assert first.split()[:3] == (["00:04", "Ms", "P"] if size[0] == 120 else ["Ms", "P", "Lee"])
        assert second.split()[0] == "2", "a turn is named once"
        await pilot.press("down", "c")
        assert app.clipboard == "\u201cIt did not help.\u201d (EHE02 Talk with a mother, Ms P Lee, 00:00:04, line 2)"
        assert "Line 2 · Ms P Lee · 00:00:04" in picture(app)


async def test_a_finding_is_made_and_leads_back_to_the_words(
    workspace: Workspace, handed: dict[str, Submission]
) -> None:
    app = WorkbenchApp(workspace, start=Place("document", handed["letter"].id, line=4))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        await pilot.press("f")
        await until(pilot, says(app, "What do the words show?"))
        app.screen.query_one(Input).value = "Visits are welcomed"
        await pilot.press("enter")
        await until(pilot, says(app, "supports 6.1.i"))
        (link,) = workspace.records.evidence.find()
        assert link.quote == "When the officer came we were glad of the visit: she knew what to ask."
        await pilot.press("down", "down", "k")
        await until(pilot, says(app, "To which finding do you link “Nobody told us whom to ring.”?"))
        await pilot.press("down", "down", "c")
        await until(pilot, says(app, "contradicts 6.1.i"))
        await pilot.press("up", "up", "enter")
        await until(pilot, lambda: app.screen.name == "group")
        evidence = app.screen.query_one("#finding-evidence", OptionList)
        await until(pilot, lambda: evidence.option_count > 1)
        evidence.focus()
        await pilot.press("home", "enter")
        view = await opened(pilot, app)
        assert view.line == 4
        assert chosen_words(app).startswith("When the officer came")


async def test_exempt_words_stay_in_the_document(workspace: Workspace, handed: dict[str, Submission]) -> None:
    with workspace.write("Close"):
        workspace.records.submissions.save(handed["letter"].model_copy(update={"sensitivity": Sensitivity.EXEMPT}))
    app = WorkbenchApp(workspace, start=Place("document", handed["letter"].id))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        assert "exempt" in picture(app)
        await pilot.press("f")
        await until(pilot, lambda: "This is exempt: its words stay where they are." in told(app))
        app.clear_notifications()
        await until(pilot, lambda: not told(app))
        await pilot.press("k")
        await until(pilot, lambda: "This is exempt: its words stay where they are." in told(app))
        assert app.screen.name == "document"
        assert not workspace.records.findings.find()
        assert not workspace.records.marked.find()


async def test_what_is_unsure_after_an_edit_is_looked_at_one_by_one(
    workspace: Workspace, handed: dict[str, Submission]
) -> None:
    letter = handed["letter"]

    def marked(words: str) -> None:
        start = LETTER.index(words)
        mark(workspace, letter, start, start + len(words))

    marked("Nobody told us whom to ring.")
    marked("The forms are long.")
    changed = LETTER.replace("Nobody told us whom to ring.", "We did not know whom we could ring.")
    changed = changed.replace("The forms are long. ", "")
    with workspace.write("Edit"):
        SubmissionTexts(workspace).save(letter.model_copy(update={"text": changed}))
    app = WorkbenchApp(workspace, start=Place("document", letter.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        await until(pilot, says(app, "2 to be looked at"))
        await pilot.press("o")
        await until(pilot, says(app, "Was: The forms are long.", "Nothing like it stands there now"))
        await until(pilot, says(app, "We did not know whom we could ring.", "line 6"))
        await pilot.press("k")
        await until(pilot, lambda: "The forms are long." not in picture(app))
        await pilot.press("ctrl+z")
        await until(pilot, says(app, "The forms are long."))
        await pilot.press("home", "h")
        view = await opened(pilot, app)
        await until(pilot, says(app, "Where do these words stand now?"))
        view.go_to(5)
        await pilot.press("space", "enter")
        await until(pilot, lambda: "It stands here now." in told(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "unsure")
        await until(pilot, lambda: "The forms are long." not in picture(app))
        await pilot.press("enter")
        await until(pilot, says(app, "Nothing is to be looked at"))
    now = marks_of(workspace, workspace.records.submissions.get(letter.id))
    assert [m.words for m in now] == ["Some of us gave up on page nine.", "We did not know whom we could ring."]
    assert [m.passage.address.was for m in now] == ["The forms are long.", "Nobody told us whom to ring."]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
async def test_hostile_text_is_only_text_and_can_be_marked(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    text = "\n".join(HOSTILE_STRINGS).encode("utf-8", "replace").decode()
    bad = "[/b] [@click=app.quit]x[/] \x1b[31m"
    turns = [Turn(line=n, speaker=bad, at=bad) for n in range(1, 40, 3)]
    with workspace.write("Gather"):
        handed = workspace.records.submissions.add(
            Submission(group_id=group.id, reference=bad, title=bad, text=text, turns=turns)
        )
    app = WorkbenchApp(workspace, start=Place("document", handed.id))
    async with app.run_test(size=size) as pilot:
        view = await opened(pilot, app)
        for line in range(1, view.line_count + 1):
            view.go_to(line)
            view.action_sentence()
            start, end = view.chosen or (0, 0)
            if text[start:end].strip():
                mark(workspace, handed, start, end, remark=bad)
            view.let_go()
        view.action_go_to(1)
        app.refresh_records()
        await pilot.press("m", "end", "home", "enter", "end", "shift+up", "ctrl+f")
        app.screen.query_one("#words", Input).value = "[/b]"
        await pilot.pause()
        seen = picture(app)
        assert app.return_value is None
        assert "\x1b" not in seen
        assert "[/b]" in seen


async def test_a_megabyte_opens_at_once(workspace: Workspace, group: Group) -> None:
    """Generous bounds, for a busy machine: ``benchmarks/viewer.py`` measures."""
    import time

    paragraph = (
        "We asked every family \u2013 and the school \u201ctoo\u201d \u2013 what would have helped them then. " * 6
    )
    text = "\n".join([paragraph] * 2_100)
    assert len(text) > 1_000_000
    with workspace.write("Gather"):
        handed = workspace.records.submissions.add(
            Submission(group_id=group.id, reference="X1", title="Long", text=text)
        )
    view = DocumentView()
    began = time.thread_time()
    view.show_document(text)
    assert time.thread_time() - began < 1
    app = WorkbenchApp(workspace, start=Place("document", handed.id))
    async with app.run_test(size=(120, 40)) as pilot:
        view = await opened(pilot, app)
        await pilot.press("end", "pageup", "space", "l")
        began = time.thread_time()
        assert view.seek("what would")[1] == 2_100 * 6
        assert time.thread_time() - began < 1
