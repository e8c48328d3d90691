"""The fields of a recommendation in the builder: what is typed is told with every key, and saved as everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, TextArea

from workbench.dates import NotADate
from workbench.services.editing import NotAccepted
from workbench.services.recommendation_draft import Draft, lines_of, names_of
from workbench.text import shown
from workbench.widgets.record_form import Field, RecordForm


def draft_fields(day_or_words: Callable[[str], str]) -> list[Field]:
    """The parts of a recommendation; ``day_or_words`` is how what was typed for a day is written."""
    return [
        Field("addressee", "To", hint="who can do it or decide it; → takes what is offered"),
        Field("action", "What", "text", lines=4, hint="what is to be different"),
        Field("parts", "Parts", "text", lines=5, hint="a. b. c., one a line", from_text=_lines),
        Field("owner", "By whom", hint="who does the work"),
        Field("when", "By when", hint="31 March 2027, or in words", from_text=day_or_words),
        Field("measure", "Measured by", hint="how one will know"),
        Field("reason", "So that", hint="what it is for"),
        Field("cost", "Cost", hint="what it would cost"),
        Field("equality", "Equality", hint="whom it would touch, and how"),
        Field("proposed_by", "Proposed by", hint="you, once it is proposed"),
        Field("agreed_by", "Agreed by", hint="names with commas between", from_text=_names),
        Field("minority_view", "Minority", "text", lines=4, hint="what others wanted instead"),
    ]


class DraftForm(RecordForm):
    """The fields of one recommendation. ↑ and ↓ go from field to field, and so does Enter in a field of one line."""

    BINDINGS = [
        Binding("up", "field(-1)", "Field before", show=False),
        Binding("down", "field(1)", "Next field", show=False),
    ]

    class Typed(Message):
        """Something was typed; ``draft`` is what stands in the fields, saved or not."""

        def __init__(self, form: DraftForm, draft: Draft) -> None:
            super().__init__()
            self.form = form
            self.draft = draft

        @property
        def control(self) -> DraftForm:
            """The form, for ``@on`` with a selector."""
            return self.form

    def suggest(self, names: Mapping[str, Sequence[str]]) -> None:
        """Offer these names in these fields as somebody types; nothing is offered that a terminal would obey."""
        for field, offered in names.items():
            plain = list(dict.fromkeys(shown(name).plain.replace("\n", " ") for name in offered))
            self.query_one(f"#field-{field}", Input).suggester = SuggestFromList(plain, case_sensitive=False)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Checkbox.Changed)
    def _told(self) -> None:
        draft = self.draft()
        if draft is not None:
            self.post_message(self.Typed(self, draft))

    def draft(self) -> Draft | None:
        """What stands in the fields; a field that cannot be read is as it was kept."""
        record = self.record
        if not isinstance(record, Draft):
            return None
        values = {}
        for field in self.fields.values():
            widget = self.query_one(f"#field-{field.name}")
            text = widget.text if isinstance(widget, TextArea) else widget.value if isinstance(widget, Input) else ""
            try:
                values[field.name] = self._read(field, text)
            except (NotADate, NotAccepted):
                continue
        return record.model_copy(update=values)

    def _label(self, name: str) -> str:
        """Undo names the writing of a new one for what it is."""
        record = self.record
        begun = record is not None and record.id
        return f"Change a recommendation: {self.fields[name].label.lower()}" if begun else "Write a recommendation"

    def write(self, field: str, text: str) -> None:
        """Put a text into a field of one line, as if it was typed."""
        box = self.query_one(f"#field-{field}", Input)
        box.value = shown(text).plain.replace("\n", " ")
        box.cursor_position = len(box.value)

    @property
    def boxes(self) -> list[Widget]:
        """The fields in order."""
        return [self.query_one(f"#field-{name}") for name in self.fields]

    def action_field(self, by: int) -> None:
        """Go to the field before or after."""
        boxes = self.boxes
        here = next((n for n, box in enumerate(boxes) if box.has_focus), None)
        if here is not None and 0 <= here + by < len(boxes):
            boxes[here + by].focus()

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_field(1)


def _lines(text: str) -> str:
    return "\n".join(lines_of(text))


def _names(text: str) -> str:
    return ", ".join(names_of(text))
