"""An app that no refusal ends: what cannot be done is said in a sentence; a fault ends it with one line."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.worker import WorkerFailed

from workbench.dialogs.ask import AskWords
from workbench.faults import in_one_sentence, is_refusal, place_of
from workbench.text import one_line


class SteadyApp(App[int]):
    """Stands between what goes wrong and the terminal."""

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A short word at the corner of the screen; what went wrong stays longer, and costs nobody their words."""
        if not wrong:
            AskWords.last = None
        elif AskWords.give_back():
            sentence = f"{sentence} What you typed is there again when you do the same."
        self.notify(
            one_line(sentence).plain,
            severity="warning" if wrong else "information",
            timeout=12 if wrong else 4,
            markup=False,
        )

    def refresh_records(self) -> None:
        """The record changed under the screen: show it as it is."""
        refresh = getattr(self.screen, "refresh_records", None)
        if refresh is not None:
            refresh()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a click asks for; where a full disk or somebody else's change stands in the way, say so.

        Most acts say it themselves, in their place. None that is refused ends the app.
        """
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as why:
            self._refused(why)
            return True

    def _handle_exception(self, error: Exception) -> None:
        """The same for an act that asked something first, and so went on in a worker (private API: pinned, tested)."""
        why = error.error if isinstance(error, WorkerFailed) else None
        if why is not None and is_refusal(why):
            self._refused(why)
        else:
            super()._handle_exception(error)

    def _refused(self, why: BaseException) -> None:
        """Say it, and show the record as it is by now. Raises it where it is no refusal but a fault."""
        if not is_refusal(why):
            raise why
        self.say(in_one_sentence(why), wrong=True)
        try:
            self.refresh_records()
        except Exception as again:  # what cannot be read either has been said already
            if not is_refusal(again):
                raise

    def _fatal_error(self) -> None:
        """Print reference, type and place only: Textual would print local variables, private words among them."""
        error = sys.exc_info()[1]
        name, place = (type(error).__name__, place_of(error)) if error is not None else ("Fault", "an unknown place")
        self._exit_renderables.append(
            f"The workbench stopped because of a fault of its own ({name} in {place}). What you wrote is saved; "
            "start it again, and please report this line."
        )
        self._close_messages_no_wait()
