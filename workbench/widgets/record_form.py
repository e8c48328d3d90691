"""A record's fields to write in, saved as they are typed: there is no save key because there is nothing to save.

A field is saved half a second after the last key, at once when the focus leaves it, and when the form goes away; a long
text also every second while somebody writes on without a pause. What cannot be saved stays in the field, is said under
it, and is tried again every second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import monotonic
from typing import Any, Literal

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, Static, TextArea

from groups.record import Record
from groups.rows import NotThere, new_id
from interviews.readers.clean import clean
from workbench.dates import NotADate, read_date, show_date
from workbench.dialogs.clash import ClashDialog
from workbench.services.editing import Clash, Keeper, NotAccepted, change, keep
from workbench.text import one_line, shown
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

DELAY = 0.5
RETRY = 1.0
LONGEST = 1.0  # seconds of writing without a pause that a machine which goes dark can take


@dataclass(frozen=True)
class Field:
    """One field of a form: the record's attribute, what it is called, and how it is written.

    ``choices`` gives (what is shown, value) pairs for a choice; it is asked each time the form is shown. ``lines`` is
    the height of a long text. A value that is no text (a list of names) is written by ``as_text`` and read back by
    ``from_text``, which may raise NotAccepted.
    """

    name: str
    label: str
    kind: Literal["line", "text", "choice", "date", "yes"] = "line"
    choices: Callable[[], Sequence[tuple[str, Any]]] | None = None
    hint: str = ""
    lines: int = 4
    as_text: Callable[[Any], str] | None = None
    from_text: Callable[[str], Any] | None = None


class Writing(TextArea):
    """A box for several lines whose text fits its width also when it was put in while the box was hidden."""

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Wrap anew: Textual sends no Resize to a box that comes on show with the thing around it."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self.call_next(self._rewrap_and_refresh_virtual_size)
        return changed

    def render_line(self, y: int) -> Strip:
        """One line; where there is no room at all Textual would divide its hint by nothing."""
        return super().render_line(y) if self.content_size.width > 0 else Strip.blank(self.size.width)


class RecordForm(VerticalScroll):
    """The fields of one record at a time; ``show`` changes which."""

    DEFAULT_CSS = """
    RecordForm { height: auto; max-height: 100%; }
    RecordForm .label { color: $text-muted; margin-top: 1; }
    RecordForm .label.-first { margin-top: 0; }
    RecordForm .problem { color: $text-warning; display: none; }
    RecordForm .problem.-there { display: block; }
    RecordForm Input, RecordForm TextArea, RecordForm Select { max-width: 92; }
    RecordForm Input { border: none; border-left: wide $surface; height: 1; padding: 0 1; background: $surface; }
    RecordForm TextArea { border: none; border-left: wide $surface; height: auto; min-height: 2; }
    RecordForm Select > SelectCurrent { border: none; border-left: wide $surface; height: 1; padding: 0 1; }
    RecordForm Checkbox { border: none; padding: 0; background: transparent; }
    RecordForm Input:focus, RecordForm TextArea:focus, RecordForm Select:focus > SelectCurrent {
        border: none; border-left: wide $primary; background: $boost;
    }
    RecordForm Checkbox:focus { border: none; background: $boost; }
    """

    class Saved(Message):
        """A field was saved; ``record`` is as it is kept now."""

        def __init__(self, form: RecordForm, record: Record) -> None:
            super().__init__()
            self.form = form
            self.record = record

        @property
        def control(self) -> RecordForm:
            """The form, for ``@on`` with a selector."""
            return self.form

    def __init__(self, fields: Sequence[Field], *, what: str, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self.fields = {field.name: field for field in fields}
        self._what = what
        self._rows: Keeper[Any] | None = None
        self._record: Record | None = None
        # What was typed and is not saved yet. Kept here and not read from the widgets: when the form goes away they are
        # gone before it is.
        self._typed: dict[str, Any] = {}
        # What was refused stays in its field until it is changed or another record is shown.
        self._refused: set[str] = set()
        # What is written in one record is taken back field by field, also where the first of it began the record.
        self._stretch = ""
        # Each field's text as last put there or told of: what differs was typed a moment ago.
        self._seen: dict[str, str] = {}
        self._timer: Timer | None = None
        # When a long text is saved though somebody writes on, and the record as kept of which nobody was told yet.
        self._next = 0.0
        self._untold: Record | None = None

    @property
    def record(self) -> Record | None:
        """The record on show, as last read or saved."""
        return self._record

    @property
    def _workspace(self) -> Workspace:
        workspace: Workspace = self.app.workspace  # type: ignore[attr-defined]
        return workspace

    def compose(self) -> ComposeResult:
        """A label, the widget and a place for what is wrong, for each field."""
        for place, field in enumerate(self.fields.values()):
            if field.kind != "yes":
                yield Static(one_line(field.label), classes="label -first" if place == 0 else "label")
            yield self._widget(field)
            yield Static("", classes="problem", id=f"problem-{field.name}")

    def _widget(self, field: Field) -> Widget:
        name = f"field-{field.name}"
        match field.kind:
            case "text":
                area = Writing(id=name, compact=False, placeholder=field.hint, highlight_cursor_line=False)
                area.styles.max_height = max(field.lines, 2)
                return area
            case "choice":
                return Select(self._options(field), id=name, allow_blank=False)
            case "yes":
                return Checkbox(one_line(field.label), id=name)
            case _:
                hint = field.hint or ("such as 14 Jan 2026" if field.kind == "date" else "")
                # A key pressed by mistake must not take the place of everything that stands there.
                return Input(id=name, placeholder=hint, select_on_focus=False)

    def _options(self, field: Field) -> list[tuple[Any, Any]]:
        return [(one_line(str(text)), value) for text, value in (field.choices() if field.choices else [("", "")])]

    def show(self, rows: Keeper[Any], record: Record) -> None:
        """Show another record, or the same one as it is now; what was typed before is saved first.

        A field of the same record that is being written in, or whose text was refused, stays as it is.
        """
        self._gather()
        self.flush()
        shown = self._record
        shown_rows = self._rows
        same = shown is not None and shown.id == record.id and self._rows is not None and self._rows.name == rows.name
        if same and shown is not None and shown.version > record.version:
            record = shown
        self._rows, self._record = rows, record
        if not same:
            self._hand_over(shown_rows, shown)
            self._refused.clear()
            self._stretch = record.id or new_id()
        with self.prevent(Input.Changed, TextArea.Changed, Select.Changed, Checkbox.Changed):
            for field in self.fields.values():
                if field.name in self._typed or field.name in self._refused:
                    continue
                if not (same and self._says(field, getattr(record, field.name))):
                    self._put(field, getattr(record, field.name))
                self._problem(field.name, "")

    def _hand_over(self, rows: Keeper[Any] | None, record: Record | None) -> None:
        """What could not be saved before the form shows something else: the app goes on trying, so nothing is lost."""
        if self._typed and rows is not None and record is not None:
            values = {name: self._read(self.fields[name], typed) for name, typed in self._typed.items()}
            label = self._label(next(iter(values)))
            merge_key = f"{rows.name}:{self._stretch}:{'+'.join(values)}"
            save = partial(keep, self._workspace, rows, record, values, label, merge_key=merge_key)
            self.app.keep_trying(save)  # type: ignore[attr-defined]
        self._typed.clear()

    def _label(self, name: str) -> str:
        label = self.fields[name].label
        return f"Change {label[:1].lower()}{label[1:]} of {self._what}"

    def _gather(self) -> None:
        """Take up what was typed a moment ago and of which the field's message has not come yet."""
        for name, seen in self._seen.items():
            widget = self.query_one(f"#field-{name}")
            text = widget.text if isinstance(widget, TextArea) else widget.value if isinstance(widget, Input) else seen
            if text != seen:
                self._typed[name] = self._seen[name] = text

    def _says(self, field: Field, value: Any) -> bool:
        """Whether a field that is written in says this value already, in whatever way it was typed."""
        if field.name not in self._seen:
            return False
        try:
            return bool(self._read(field, self._seen[field.name]) == value)
        except (NotADate, NotAccepted):
            return False

    def _put(self, field: Field, value: Any) -> None:
        widget = self.query_one(f"#field-{field.name}")
        text = _in_words(field, value)
        if isinstance(widget, TextArea):
            if widget.text != (plain := shown(text).plain):
                widget.load_text(plain)
            self._seen[field.name] = widget.text
        elif isinstance(widget, Select):
            options = self._options(field)
            widget.set_options(options)
            widget.value = value if value in [option[1] for option in options] else options[0][1]
        elif isinstance(widget, Checkbox):
            widget.value = bool(value)
        elif isinstance(widget, Input):
            # Blanks stay as they were typed: this may come while somebody is still writing.
            plain = shown(text).plain.replace("\n", " ").replace("\t", " ")
            if widget.value != plain:
                widget.value = plain
                widget.cursor_position = len(plain)
            self._seen[field.name] = widget.value

    def _read(self, field: Field, typed: Any) -> Any:
        """What was typed as the record holds it. Raises NotADate, NotAccepted."""
        if isinstance(typed, str):
            typed = clean(typed)
        if field.from_text is not None:
            return field.from_text(typed)
        return read_date(typed, self._workspace.today().date()) if field.kind == "date" else typed

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Checkbox.Changed)
    def _touched(self, event: Input.Changed | TextArea.Changed | Select.Changed | Checkbox.Changed) -> None:
        event.stop()
        widget = event.control
        name = (widget.id or "").removeprefix("field-")
        if self._record is None or name not in self.fields:
            return
        if isinstance(widget, Select | Checkbox):
            self._typed[name] = widget.value
            self.flush()
        else:
            if not self._typed:
                self._next = max(self._next, monotonic() + LONGEST)
            self._typed[name] = self._seen[name] = widget.text if isinstance(widget, TextArea) else widget.value
            self._later(DELAY)
            if isinstance(widget, TextArea) and monotonic() >= self._next:
                self._save_in_passing(name)

    @on(events.DescendantBlur)
    def _left(self, event: events.DescendantBlur) -> None:
        self.flush()
        name = (event.widget.id or "").removeprefix("field-")
        if name in self.fields and self.fields[name].kind == "date":
            self._read_back(self.fields[name])

    def _read_back(self, field: Field) -> None:
        """Show a day as it was understood: of "14 Jan" nobody sees which year was taken."""
        if self._record is not None and field.name not in self._typed and field.name not in self._refused:
            with self.prevent(Input.Changed):
                self._put(field, getattr(self._record, field.name))

    def on_unmount(self) -> None:
        """The form goes away: keep what was typed."""
        if not self.flush():
            self._hand_over(self._rows, self._record)

    def _later(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self.flush)

    def flush(self) -> bool:
        """Save what was typed and is not saved yet; True where nothing is left unsaved."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        for name in list(self._typed):
            self._save(name)
        if self._untold is not None and self.is_attached:
            self.post_message(self.Saved(self, self._untold))
            self._untold = None
        return not self._typed

    def _save_in_passing(self, name: str) -> None:
        """Save while somebody writes on; whoever shows the record is told at the next pause, so that no key waits."""
        began = monotonic()
        self._save(name)
        # However long the text, saving it takes a small part of the time only.
        self._next = (now := monotonic()) + max(LONGEST, 20 * (now - began))

    def _save(self, name: str) -> None:
        field, rows, record = self.fields[name], self._rows, self._record
        if rows is None or record is None:
            return
        try:
            value = self._read(field, self._typed[name])
            if value == getattr(record, name):
                del self._typed[name]
                self._refused.discard(name)
                self._problem(name, "")
                return
            merge_key = f"{rows.name}:{self._stretch}:{name}"
            kept = change(self._workspace, rows, record, {name: value}, self._label(name), merge_key=merge_key)
        except (NotADate, NotAccepted) as why:
            del self._typed[name]
            self._refused.add(name)
            self._problem(name, str(why))
        except Clash as clash:
            del self._typed[name]
            self._ask(name, clash)
        except (WorkspaceProblem, NotThere) as why:
            self._problem(name, str(why))
            self.app.not_saved()  # type: ignore[attr-defined]
            if self.is_attached:
                self._later(RETRY)
        else:
            del self._typed[name]
            self._refused.discard(name)
            self._record = kept
            self._problem(name, "")
            self.app.saved()  # type: ignore[attr-defined]
            self._untold = kept

    def _problem(self, name: str, sentence: str) -> None:
        for place in self.query(f"#problem-{name}").results(Static):
            place.update(shown(sentence))
            place.set_class(bool(sentence), "-there")

    @work
    async def _ask(self, name: str, clash: Clash) -> None:
        """Let a person choose between two texts; "both" puts mine under theirs."""
        field, theirs = self.fields[name], getattr(clash.theirs, name)
        answer = await self.app.push_screen_wait(
            ClashDialog(clash.theirs.changed_by, _in_words(field, clash.mine), _in_words(field, theirs))
        )
        self._record = clash.theirs
        value = clash.mine
        if answer == "theirs":
            value = theirs
        elif answer == "both" and isinstance(theirs, str) and field.kind in ("line", "text"):
            value = f"{theirs}\n\n{clash.mine}"
        elif answer == "both" and isinstance(theirs, list):
            value = [*theirs, *(one for one in clash.mine if one not in theirs)]
        with self.prevent(Input.Changed, TextArea.Changed, Select.Changed, Checkbox.Changed):
            self._put(field, value)
        self._typed[name] = self._seen.get(name, value)
        self.flush()


def _in_words(field: Field, value: Any) -> str:
    """A value as it stands in a field to write in."""
    if field.as_text is not None:
        return field.as_text(value)
    return show_date(value) if isinstance(value, date) else str(value or "")


class Thing(VerticalScroll):
    """The right-hand side: something on top, and below it what belongs to it; scrolls as one.

    It takes the focus where nothing in it can, so that the keys scroll it and Esc goes back to the list.
    """
