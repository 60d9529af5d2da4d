"""The articles' texts: one paragraph a line, whatever stands between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeSite

from dateline import site as timeline
from dateline.content.archive import paragraphs, read_texts

FIRST = "The delegations of Northland and Southland met in Lakeside on Monday."
SECOND = "Nobody who took part would say on Tuesday how long the talks had lasted."
THIRD = "They will meet again in Riverton, where the weather is said to be better."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("\n\n", ""),
        ("One.", "One."),
        ("One.\n", "One."),
        ("One.\nTwo.\n", "One.\nTwo."),
        ("  One.\t\n Two. ", "  One.\t\n Two. "),  # offsets within a text without empty lines stay
        ("One.\n\nTwo.\n", "One.\nTwo."),
        ("\n One.\n \t\n\n\u00a0\nTwo.\n\n\n", " One.\nTwo."),
        ("One.\n\u200b\nTwo.\n\ufeff \u00ad", "One.\nTwo."),
        ("One.\n* * *\nTwo.\n", "One.\n* * *\nTwo."),
    ],
)
def test_a_text_has_one_paragraph_a_line(written: str, read: str, tmp_path: Path) -> None:
    assert paragraphs(written) == read
    assert paragraphs(read) == read
    (tmp_path / "herald.txt").write_text(written, encoding="utf-8")
    assert read_texts(tmp_path, ["herald"]) == ({"herald": read}, [])


def test_empty_lines_change_nothing(make_site: MakeSite) -> None:
    """Neither what is shared, nor the number of a paragraph on a receipt, nor whether a shown text is the archive's."""
    written: dict[str, dict[str, str | None]] = {}
    for line_end in ("\n", "\n\n", "\r\n \r\n"):
        root = make_site(
            {
                "content/site.yaml": "title: River talks\nrepublish: [CC BY 4.0]\n",
                "content/sources/herald.md": "---\ntitle: Talks end\nlicence: CC BY 4.0\n---\n",
                "content/sources/wire.md": "---\ntitle: Talks end\n---\n",
                "content/entries/2021-05-03-meeting.md": (
                    "---\ntitle: Meeting\ndate: 2021-05-03\nclaims:\n"
                    "  - id: weather\n    text: They hope for better weather.\n"
                    "    evidence:\n      - {source: herald, quote: the weather is said to be better}\n"
                    "      - wire\n---\n"
                ),
                "content/texts/herald.txt": f"{FIRST}\n\n{SECOND}\n{THIRD}\n",
                "archive/herald.txt": line_end.join([FIRST, SECOND, THIRD]) + line_end,
                "archive/wire.txt": line_end.join([FIRST, SECOND, THIRD]),
            }
        )
        report = timeline.verify(root)
        assert "text-differs" not in {each.code for each in report.problems}
        written[line_end] = dict(report.changes)
    assert written["\n"] == written["\n\n"] == written["\r\n \r\n"]
    receipt = written["\n"]["content/receipts/herald.jsonl"] or ""
    assert '"paragraphs": 3, "shared": [{"source": "wire", "paragraphs": [1, 2, 3]}]' in receipt
    assert '"paragraph": 3' in receipt
