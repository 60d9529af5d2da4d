"""The launcher: `python build.py …` is `dateline …`."""

from dateline.launch import run

if __name__ == "__main__":
    run()
