"""The commands with their options: what each is called, takes and says of itself."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from dateline import __version__
from dateline.cli.given import USAGE


class _Parser(argparse.ArgumentParser):
    """A parser whose message ends in the remedy.

    Options are written out: what asks whether anything has changed (`stamps`) does not know abbreviations.
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(**{**named, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def make_parser() -> argparse.ArgumentParser:
    """What reads a command line; the command's name is then in `command`."""
    parser = _Parser(
        prog="dateline",
        description="The record of a negotiation as a static site: every claim linked to the words that it rests on.",
        epilog="Exit codes: 0 fine, 1 errors in the content, 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    common = _Parser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the timeline's folder (default: this one)"
    )
    common.add_argument("--archive", type=Path, metavar="DIR", help="the texts of the articles (default: ROOT/archive)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for name, (_, text, options) in COMMANDS.items():
        about = f"{text[0].upper()}{text[1:]}."
        options(commands.add_parser(name, parents=[common], help=text, description=about))
    return parser


def _build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to (default: ROOT/public)")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address that the site will have")
    parser.add_argument("--drafts", action="store_true", help="show drafts too")
    parser.add_argument("--strict", action="store_true", help="take warnings for errors, and hold the least evidence")
    parser.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="processes that render")
    parser.add_argument("--clean", action="store_true", help="render everything anew")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="take warnings for errors, and hold the least evidence")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to print problems")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="articles: .txt, .html, .md, .pdf, and .warc or .warc.gz with any number of them; folders of these; "
        "- for standard input; addresses with --fetch",
    )
    parser.add_argument("--published", metavar="DATE", help="when the article came out; counts before what it says")
    parser.add_argument("--publisher", metavar="ID", help="the outlet that carried it")
    parser.add_argument("--url", help="where it was read")
    parser.add_argument(
        "--fetch", action="store_true", help="download what is named by its address (http, https; public hosts only)"
    )
    parser.add_argument(
        "--max-bytes",
        type=_bytes,
        default=10_000_000,
        metavar="N",
        help="the most bytes that one document may have (default: %(default)s; at most 1,000,000,000)",
    )
    parser.add_argument("--track", metavar="ID", help="the track that its entries belong to")
    parser.add_argument("--into", metavar="SOURCE", help="give the text to a source that was only cited so far")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument(
        "--explain", action="store_true", help="show every dropped line, date and quotation, with the reason"
    )
    parser.add_argument("--json", action="store_true", help="print the result for machines")
    parser.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="processes that read")


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--explain", metavar="ENTRY#CLAIM", help="show how the quotes of one claim were found; write nothing"
    )


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=8000, help="(default: 8000; 0 takes any free one)")


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("entry", "source"))
    parser.add_argument("title")
    parser.add_argument(
        "--date", help="the day of the event, or of publication: 2022-03-10, “10 March 2022”, yesterday"
    )
    parser.add_argument("--track", metavar="ID")
    parser.add_argument("--place", metavar="ID")
    parser.add_argument("--publisher", metavar="ID")
    parser.add_argument("--url")


def _rename(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="an id, or ENTRY#CLAIM")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--kind", help="which kind of thing, where several have the id")


def _impact(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help="the id of a source")


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--title", help="the timeline's title")


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", help="one kind of file (default: all)")


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from {least} to {most}")
    return int(text)


def _jobs(text: str) -> int:
    return _number(text, 1, 256)


def _bytes(text: str) -> int:
    return _number(text.replace(",", "").replace("_", ""), 1, 1_000_000_000)


def _port(text: str) -> int:
    return _number(text, 0, 65535)


COMMANDS = {
    "build": ("building", "build the site (the default command)", _build),
    "check": ("building", "say what is wrong with the content; write nothing", _check),
    "import": ("importing", "turn articles into sources and draft entries", _import),
    "verify": ("building", "look up every quote in the archive and write the receipts", _verify),
    "serve": ("building", "preview on 127.0.0.1, drafts included; the page reloads when something changes", _serve),
    "new": ("editing", "start an entry or a source", _new),
    "rename": ("editing", "change an id everywhere; the old address leads on", _rename),
    "impact": ("building", "say what the site would lose if a source fell; write nothing", _impact),
    "init": ("editing", "make a new timeline", _init),
    "schema": ("editing", "print the JSON Schema of the files that editors write", _schema),
}
"""Every command by its name, in the order of --help: the module of this room whose function `run_<command>` carries it
out, what it does as --help says it, and what says which options it takes."""
