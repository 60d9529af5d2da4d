"""The launcher: `python build.py …` is `dateline …`."""

from dateline.launch import main

if __name__ == "__main__":
    raise SystemExit(main())
