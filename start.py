"""Set up and start: ``python3 start.py`` opens the app on the demo, ``python3 start.py test`` runs every check.

Needs only Python 3.11 or newer. Everything is installed, at the versions and hashes of the lock file, into ``.venv``
beside this file; a second start finds it there. ``python3 start.py run ARGUMENTS`` runs the ``workbench`` command.
"""

from __future__ import annotations

import hashlib
import math
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = Path(os.environ.get("WORKBENCH_VENV", HERE / ".venv"))
LOCK = HERE / "requirements" / "dev.lock"
CHECKS = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("import contracts", ["lint-imports"]),
)


def main() -> int:
    """Do what the first argument says; returns the exit status."""
    if sys.version_info < (3, 11):
        print(f"The workbench needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    wish, rest = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("demo", [])
    if wish not in ("demo", "test", "tests", "check", "run", "setup"):
        print(f"There is no “{wish}”: say demo, test (all checks), tests (only pytest), run or setup.", file=sys.stderr)
        return 2
    try:
        _set_up()
    except (subprocess.CalledProcessError, OSError) as why:
        print(f"The set-up did not finish ({why}): mend that and run the same command again.", file=sys.stderr)
        return 2
    match wish:
        case "demo":
            return _call("workbench", "demo", *rest)
        case "run":
            return _call("workbench", *rest)
        case "tests":
            return _call("pytest", *rest)
        case "test" | "check":
            return _check(rest)
    return 0


def _check(arguments: list[str]) -> int:
    """Lint, types, import contracts and all tests; goes on after a failure so that one run shows everything."""
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        if _call(*command):
            failed.append(name)
    print("== tests", flush=True)
    # Half as many again as processors: the tests of screens wait for the screen a third of their time.
    workers = math.ceil(1.5 * (os.cpu_count() or 1))
    if _call("pytest", "-n", str(workers), *arguments):
        failed.append("tests")
    print("\nFailed: " + ", ".join(failed) if failed else "\nAll checks passed.", flush=True)
    return 1 if failed else 0


def _set_up() -> None:
    """Make the environment, or bring it up to date where the lock file or the project's metadata changed."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    mark = ENVIRONMENT / "workbench-set-up"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    print("Setting up (once; about a minute) …", flush=True)
    if not _program("python").exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(_program("python")), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(HERE)], check=True)
    mark.write_text(wanted, encoding="utf-8")


def _program(name: str) -> Path:
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return ENVIRONMENT / folder / f"{name}{ending}"


def _call(name: str, *arguments: str) -> int:
    try:
        return subprocess.run([str(_program(name)), *arguments], cwd=HERE, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
