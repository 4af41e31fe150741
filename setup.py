"""One thing that pyproject.toml cannot say: the levels and assets beside the package travel inside it.

In a checkout they stay where people edit them, at the top. A wheel carries copies as `wobblequest/_data/levels` and
`wobblequest/_data/assets`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
DATA = ("levels", "assets")


class BuildWithData(build_py):
    """Copies the data folders into the built package; an editable install keeps using the checkout's."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for name in DATA:
            target = Path(self.build_lib) / "wobblequest" / "_data" / name
            shutil.rmtree(target, ignore_errors=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))


setup(cmdclass={"build_py": BuildWithData})
