"""Spoilt files of every kind, read as the application reads them: none may end in a traceback, none may hang.

    python -m benchmarks.fuzz [--each 2000] [--kind docx,html,...] [--fenced 5] [--first 0]

Each file is read through ``read_document`` and its tables through ``tables_of``. To have thousands read in minutes, one
process reads many of them without the fence; it is ended when a file takes it longer than five seconds, and whatever it
could not read, or ended it, is read again behind the fence as the application would. So is one file in twenty
(``--fenced`` percent). A traceback in a reader of ours counts even though the fence would have held it.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.interviews.readers.fuzzing import HEADING, MOST_SECONDS, fuzz
from tests.interviews.readers.mutations import SAMPLES


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--each", type=int, default=2_000)
    ask.add_argument("--kind", default=",".join(SAMPLES))
    ask.add_argument(
        "--fenced", type=float, default=5.0, help="percent of the files that are read behind the fence too"
    )
    ask.add_argument("--first", type=int, default=0, help="the number of the first file: others are spoilt otherwise")
    args = ask.parse_args()
    outcomes = []
    begun = time.perf_counter()
    print(HEADING)
    for kind in args.kind.split(","):
        outcomes.append(fuzz(kind.strip(), args.each, args.first, args.fenced))
        print(outcomes[-1].row(), flush=True)
    print(f"\n{sum(o.files for o in outcomes):,} files in {time.perf_counter() - begun:.0f} s")
    for outcome in outcomes:
        for told in outcome.tracebacks[:5]:
            print(f"\n{told}")
        for seed in outcome.hangs[:5]:
            print(f"\nover {MOST_SECONDS:.0f} s: {outcome.kind} {seed}")
    return int(any(o.tracebacks or o.hangs for o in outcomes))


if __name__ == "__main__":
    sys.exit(main())
