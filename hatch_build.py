"""Compiles what lies between a text and its record, where the machine has a C compiler.

The package is plain Python and runs as such. A wheel built from it holds, beside each module of ``ROOMS``, the same
module compiled by mypyc: the same records, byte for byte, in two thirds of the time (``benchmarks/run.py`` measures
it). Where compiling fails (no C compiler, say), the wheel is built without, and ``bcdextract --version`` tells.
Editable installs are never compiled, so that what one edits is what runs. ``BCDEXTRACT_PURE=1`` asks for a wheel
without compiled parts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "bcdextract"
ROOMS = (
    "assemble/*.py",
    "confidence.py",
    "lexicon.py",
    "mention.py",
    "own_words.py",
    "phrase/*.py",
    *(f"read/{name}.py" for name in ("byline", "furniture", "head", "lines", "masthead", "mend", "plain", "published")),
    *(f"read/{name}.py" for name in ("skip", "syllable")),
    "recognise/**/*.py",
    "resolve/**/*.py",
    "rule.py",
    "segment.py",
    "text.py",
)
"""What runs for every article: of ``read`` what reads plain text, and all rooms after it. ``pipeline`` stays as it is,
so that ``help(bcdextract.extract)`` tells its arguments and a time limit rings between two rooms."""
CONFIG = "[mypy]\nplugins = pydantic.mypy\nignore_missing_imports = True\nfollow_imports = silent\n"
SETUP = """
import os, sys
from mypyc.build import mypycify
from pybind11.setup_helpers import ParallelCompile
from setuptools import setup

ParallelCompile(default=os.cpu_count()).install()
extensions = mypycify(["--config-file=mypy.ini", *sys.argv[1:]], opt_level="2", debug_level="0", multi_file=True)
setup(name="compiled", packages=[], ext_modules=extensions, script_args=["build_ext", "--inplace"])
"""


class CompiledRooms(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel; leaves it as it is where they cannot be had."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=PACKAGE))
        if version == "editable" or os.environ.get("BCDEXTRACT_PURE"):
            return
        try:
            modules = compiled(Path(self.root) / "src" / PACKAGE, self.folder)
        except (OSError, subprocess.CalledProcessError) as error:
            said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            self.app.display_warning(f"not compiled, slower by half: {said[-1] if said else error}")
            return
        build_data["force_include"].update({str(module): str(module.relative_to(self.folder)) for module in modules})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def compiled(package: Path, folder: Path) -> list[Path]:
    """The compiled modules of ``package``, made in ``folder``; ``CalledProcessError`` where that fails."""
    copy = shutil.copytree(package, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    (folder / "mypy.ini").write_text(CONFIG, encoding="utf-8")
    sources = sorted({str(path.relative_to(folder)) for room in ROOMS for path in copy.glob(room)})
    command = [sys.executable, "-c", SETUP, *sources]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return sorted(path for kind in ("*.so", "*.pyd") for path in folder.rglob(kind) if "build" not in path.parts)
