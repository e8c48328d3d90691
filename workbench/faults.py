"""What to say of an error: its own words where it is one of ours, else that the fault is the program's."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from interviews.readers.clean import clean
from workbench.workspace.problems import in_words

OURS = ("workbench", "groups", "interviews", "index")


def is_refusal(why: BaseException) -> bool:
    """Whether the record, the disk or the system says no to what was asked for: no fault of the program."""
    return isinstance(why, sqlite3.Error | OSError) or _is_ours(why)


def _is_ours(why: BaseException) -> bool:
    return type(why).__module__.split(".")[0] in OURS


def in_one_sentence(why: BaseException) -> str:
    """One sentence for a person. Of a fault of the program it names kind and place, never a word that people wrote."""
    if isinstance(why, sqlite3.Error | OSError):
        return clean(str(in_words(why, Path(getattr(why, "filename", None) or "The workspace"))))
    if _is_ours(why):
        return clean(str(why)) or type(why).__name__
    return (
        f"The workbench met a fault of its own ({type(why).__name__} in {place_of(why)}). What was saved is safe; "
        "please report this line."
    )


def place_of(why: BaseException) -> str:
    """The file and line where an error came from."""
    place, trace = "an unknown place", why.__traceback__
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place
