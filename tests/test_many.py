"""What an editor sees of an import of many documents."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from importing import new_timeline, plan, tree

from benchmarks.articles import articles
from dateline.ingest import report
from dateline.ingest.plan import Plan

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Fifty-two small articles, twenty-four files that are none, and three copies."""
    documents = {
        f"{n:02}.txt": f"Lake {n} falls\n\n4 May 2023\n\nThe level of lake {n} fell by {n} metres on Wednesday, the "
        f"surveyor Mira Holm said, and boats {n * 7} lay dry.\n\nNobody bailed number {n * 13} out.\n".encode()
        for n in range(52)
    }
    documents |= {f"noise{n:02}.txt": bytes(range(256)) * (n + 1) for n in range(24)}
    return plan(new_timeline(tmp_path_factory.mktemp("many") / "site"), documents)


def test_many_documents_have_no_line_each(many: Plan) -> None:
    lines = report.as_text(many).split("\n")
    assert not [line for line in lines if line.startswith(("07.txt", "  source", "   draft"))]
    assert sum("error document-refused" in line for line in lines) == 20
    assert "… and 4 more errors document-refused; --explain lists them all" in lines
    assert lines[-1].startswith("76 documents, 24 refused, 52 new sources, ")


def test_explain_shows_all(many: Plan) -> None:
    lines = report.as_text(many, explain=True).split("\n")
    assert sum("error document-refused" in line for line in lines) == 24
    assert sum(line.startswith("  source") for line in lines) == 52
    assert [line for line in lines if line.startswith("07.txt  ")]
    assert not [line for line in lines if "more" in line and "lists them all" in line and line.startswith("…")]


def test_json_comes_in_pieces_and_is_one_document(many: Plan) -> None:
    pieces = list(report.json_pieces(many))
    assert len(pieces) > 76
    found = json.loads("".join(pieces))
    assert [document["path"] for document in found["documents"]] == [outcome.head.path for outcome in many.outcomes]
    assert len(found["problems"]) == len(many.problems)
    assert "".join(pieces) == json.dumps(found, ensure_ascii=False, indent=2)


def test_json_of_nothing() -> None:
    assert json.loads(report.as_json(Plan(outcomes=()))) == {
        "documents": [],
        "problems": [],
        "actors": [],
        "unknown": [],
        "quotable": [],
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts otherwise")
def test_an_interrupted_import_says_what_was_kept_and_goes_on(tmp_path: Path) -> None:
    root = new_timeline(tmp_path / "site")
    (tmp_path / "articles").mkdir()
    for name, data in articles(400, pages=False):
        (tmp_path / "articles" / name).write_bytes(data)
    command = [sys.executable, f"{ROOT / 'build.py'}", "import", f"{tmp_path / 'articles'}", "--root", f"{root}"]
    kept = root / ".dateline-cache" / "import"
    before = tree(root)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (kept.exists() and kept.stat().st_size > 100_000):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    (line,) = told.strip().split("\n")
    count = line.removeprefix("dateline: stopped; ").partition(" ")[0]
    assert int(count) > 5
    assert line.endswith("read and kept, nothing was changed yet. Import the same again to go on")
    assert {name: data for name, data in tree(root).items() if ".dateline-cache" not in name} == before
