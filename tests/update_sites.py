"""Write the expected trees of tests/sites/ anew: `python tests/update_sites.py`. Then read the difference in git."""

from __future__ import annotations

import shutil
from pathlib import Path

from dateline import site

SITES = Path(__file__).parent / "sites"


def build(name: str, out: Path, *, archive: Path | None = None) -> tuple[str, ...]:
    """Build one of the sites, as the golden trees are built; returns the problems as sentences."""
    report = site.build(SITES / name, out, archive=archive, base_url="https://example.org/river/")
    return tuple(problem.message for problem in report.problems)


def names() -> list[str]:
    """The sites, by folder."""
    return sorted(path.name for path in SITES.iterdir() if path.is_dir())


def main() -> None:
    """Build every site into its expected/ folder."""
    for name in names():
        expected = SITES / name / "expected"
        shutil.rmtree(expected, ignore_errors=True)
        build(name, expected)
        for leftover in expected.glob(".dateline*"):
            leftover.unlink()
        shutil.rmtree(expected / "static")  # the theme's own files, which are not made


if __name__ == "__main__":
    main()
