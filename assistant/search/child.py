"""How a module of this package runs in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[2])


def command_of(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that calls `main` of a module, of the package that runs here, wherever the child would look for it.

    `main` finds the arguments in `sys.argv[1:]`.
    """
    code = f"import sys; sys.path.insert(0, sys.argv.pop(1)); from {module} import main; main()"
    return sys.executable, "-P", "-c", code, _ROOT, *arguments
