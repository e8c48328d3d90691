"""What can go wrong when a document is read."""


class UnreadableDocument(ValueError):
    """A document cannot be read. The message is one plain sentence: what is wrong with which file, and what to do."""


class ReadingCancelled(Exception):
    """Whoever asked for the document has stopped the reading; nothing was kept."""
