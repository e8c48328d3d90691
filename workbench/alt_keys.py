"""Alt with a figure or a letter, read from the terminal as a key of its own.

A terminal sends Alt+3 as Esc and 3. Textual reads that as “£”, the sign that Option and 3 make on a Mac, which cannot
be told from a typed pound sign; and two such keys pressed fast it reads as “^3^3”. A Mac that is to write such signs
sends the signs themselves, so nothing is lost by reading the pair as what it is.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

# A Mac's terminal sends Esc and f for Option and →, which goes on by a word; no other does.
KEYS = "0123456789acklqswx" + ("" if sys.platform == "darwin" else "f")


def read_alt_keys() -> None:
    """From now on Esc and one of these figures or letters are the key alt+that. Doing it again changes nothing."""
    for key in KEYS:
        # Textual asks the members of the tuple for their ``value`` only; its own names of keys are a closed list.
        ANSI_SEQUENCES_KEYS[f"\x1b{key}"] = (SimpleNamespace(value=f"alt+{key}"),)  # type: ignore[index]
