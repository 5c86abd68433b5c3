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
    "phrase/*.py",
    *(f"read/{name}.py" for name in ("byline", "furniture", "head", "lines", "masthead", "mend", "plain", "published")),
    "read/skip.py",
    "recognise/**/*.py",
    "resolve/**/*.py",
    "rule.py",
    "segment.py",
    "syllable.py",
    "text.py",
)
"""What runs for every article: of ``read`` what reads plain text, and all rooms after it. ``pipeline`` stays as it is,
so that ``help(bcdextract.extract)`` tells its arguments and a time limit rings between two rooms. What is sent to other
processes must tell how (``text.Mapped.__reduce__``): compiled classes do not by themselves."""
CONFIG = "[mypy]\nplugins = pydantic.mypy\nignore_missing_imports = True\nfollow_imports = silent\n"
SETUP = """
import os, sys
from mypyc.build import mypycify
from pybind11.setup_helpers import ParallelCompile
from setuptools import setup

at_once = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
ParallelCompile(default=min(at_once, 4)).install()
extensions = mypycify(["--config-file=mypy.ini", *sys.argv[1:]], opt_level="2", debug_level="0", multi_file=True)
setup(name="compiled", packages=[], ext_modules=extensions, script_args=["build_ext", "--inplace"])
"""
TRIED = f"import {PACKAGE}.text, {PACKAGE}.phrase, {PACKAGE}.recognise.units"
LONGEST = 1800
"""Seconds after which compiling is given up."""


class CompiledRooms(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel; leaves it as it is where they cannot be had."""

    folder: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("BCDEXTRACT_PURE") or sys.implementation.name != "cpython":
            return
        self.folder = Path(tempfile.mkdtemp(prefix=PACKAGE))
        try:
            modules = compiled(Path(self.root) / "src" / PACKAGE, self.folder)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"not compiled, slower by half: {error}")
            return
        finally:
            for made in ("build", ".mypy_cache"):
                shutil.rmtree(self.folder / made, ignore_errors=True)
        build_data["force_include"].update(
            {str(module): module.relative_to(self.folder).as_posix() for module in modules}
        )
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def compiled(package: Path, folder: Path) -> list[Path]:
    """The compiled modules of ``package``, made and tried in ``folder``; ``RuntimeError`` where that fails."""
    copy = shutil.copytree(package, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    (folder / "mypy.ini").write_text(CONFIG, encoding="utf-8")
    sources: set[str] = set()
    for room in ROOMS:
        found = {path.relative_to(folder).as_posix() for path in copy.glob(room)}
        if not found:
            raise RuntimeError(f"no module {room}; mend ROOMS in {Path(__file__).name}")
        sources |= found
    for code, arguments in ((SETUP, sorted(sources)), (TRIED, [])):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, errors="replace", timeout=LONGEST, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr).strip().splitlines()
            raise RuntimeError(said[-1] if said else f"exit code {done.returncode}")
    made = [path for kind in ("*.so", "*.pyd") for path in folder.rglob(kind)]
    made = sorted(path for path in made if "build" not in path.relative_to(folder).parts)
    if len(made) <= len(sources):  # a module each, and one that they share
        raise RuntimeError(f"{len(made)} modules were made of {len(sources)}")
    return made
