"""The program that takes the text out of one PDF, in a process of its own that may fail without harm.

Run by path, never imported by the application: the PDF comes on standard input, one JSON line a page goes to standard
output. ``{"page": text}`` is a page; ``{"refused": why}`` ends the output of a file that no other reader can do more
with. Any other end (a crash, a limit reached, an exception) leaves the file to the next reader.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

MOST_PAGES = 2_000
MOST_CHARACTERS = 50_000_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 60


def limit_this_process() -> None:
    """Bound memory and processor time, and forbid core dumps and files, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent watches memory and time
        return
    limits = (("RLIMIT_AS", MEMORY_BYTES), ("RLIMIT_CPU", CPU_SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0))
    for limit, most in limits:
        try:
            resource.setrlimit(getattr(resource, limit), (most, most))
        except (AttributeError, ValueError, OSError):  # macOS has no limit on address space
            continue


def pdfium_pages(data: bytes) -> Iterator[dict[str, str]]:
    """The pages as PDFium reads them: the best reading order, but a hostile file can make it abort."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as why:
        if "password" in str(why).lower():
            yield {"refused": "password"}
            return
        raise
    if len(document) > MOST_PAGES:
        yield {"refused": f"pages {len(document)}"}
        return
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        yield {"page": text.get_text_bounded()}
        text.close()
        page.close()


def pypdf_pages(data: bytes) -> Iterator[dict[str, str]]:
    """The pages as pypdf reads them: slower and in plainer order, but nothing makes it abort."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        yield {"refused": "password"}
        return
    if len(reader.pages) > MOST_PAGES:
        yield {"refused": f"pages {len(reader.pages)}"}
        return
    for page in reader.pages:
        yield {"page": page.extract_text()}


READERS = {"pdfium": pdfium_pages, "pypdf": pypdf_pages}


def main() -> int:
    """Write the pages of the PDF on standard input; the one argument names the reader. Returns the exit status."""
    limit_this_process()
    characters = 0
    for line in READERS[sys.argv[1]](sys.stdin.buffer.read()):
        characters += len(line.get("page", ""))
        if characters > MOST_CHARACTERS:
            line = {"refused": "length"}
        sys.stdout.write(json.dumps(line) + "\n")
        if "refused" in line:
            break
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
