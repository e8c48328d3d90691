"""What can go wrong when a document is read."""


class UnreadableDocument(ValueError):
    """A document cannot be read. The message is one plain sentence: what is wrong with which file, and what to do."""


class ReadingCancelled(Exception):
    """Whoever asked for the document has stopped the reading; nothing was kept."""


class Refusal(Exception):
    """A reader cannot take this file. The message is the rest of a sentence that begins with the file's name."""


DAMAGED = "is damaged: open it in another program, save it again and try that file."
NESTED = "is built in more layers than can be read: open it in another program, save it as plain text and try that."
LOCKED = "is locked with a password: save a copy without one and try that."
EMPTY = "is empty: choose another file."
EMPTY_OF_WORDS = "holds no words that can be read: choose another file."
