"""The command line: commands, printing, exit codes; no logic.

Exit codes: 0 fine (warnings allowed), 1 errors in the content, 2 wrong usage. Nothing that an editor can write ends in
a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from dateline.cli.given import ERRORS, OK, USAGE, UsageError
from dateline.cli.parser import COMMANDS, make_parser
from dateline.cli.printing import with_hint

if TYPE_CHECKING:
    from dateline.stamps import Before


def main(arguments: Sequence[str] | None = None, before: Before | None = None) -> int:
    """Carry out one command line (default: the process's) and return its exit code.

    `before` is what was seen of the inputs of a build before this module was imported.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "build")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a quote may hold what the terminal's encoding can't show
            stream.reconfigure(errors="backslashreplace")
    try:
        options = make_parser().parse_args(words)
        options.before = before
        room, *_ = COMMANDS[options.command]
        code: int = getattr(import_module(f"{__name__}.{room}"), f"run_{options.command}")(options)
    except SystemExit as ended:  # argparse ends so after --help and after wrong usage
        code = ended.code if isinstance(ended.code, int) else USAGE
    except UsageError as error:
        print(f"dateline: {error}", file=sys.stderr)
        code = USAGE
    except _refusals() as error:
        print(f"dateline: {with_hint(error)}", file=sys.stderr)
        code = USAGE
    except _failures() as error:
        print(f"dateline: {with_hint(error)}", file=sys.stderr)
        code = ERRORS
    except BrokenPipeError:  # the reader of our output has gone: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except OSError as error:  # a folder that may not be read, a disk that fails
        print(f"dateline: {error.filename or 'the disk'}: {error.strerror or error}", file=sys.stderr)
        code = ERRORS
    except KeyboardInterrupt:
        print("\ndateline: stopped", file=sys.stderr)
        code = 130
    return code


def _loaded(*names: tuple[str, str]) -> tuple[type[Exception], ...]:
    """Those of the exceptions (module, name) whose modules were imported: no others can have been raised."""
    return tuple(getattr(sys.modules[module], name) for module, name in names if module in sys.modules)


def _refusals() -> tuple[type[Exception], ...]:
    """What is raised where a command asks for something that can't be."""
    return _loaded(("dateline.content.edits", "EditError"))


def _failures() -> tuple[type[Exception], ...]:
    """What is raised where something outside the content stands in the way; the message says what to do."""
    return _loaded(
        ("dateline.output", "OutputError"),
        ("dateline.render", "ThemeError"),
        ("dateline.content.disk", "DiskError"),
        ("dateline.content.changes", "ChangeError"),
    )
