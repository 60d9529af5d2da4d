"""The launcher: `python build.py …` is `dateline …`."""

from dateline.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
