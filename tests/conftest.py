"""What several tests share: small timelines in a folder of their own."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# `pytest --hypothesis-profile=nightly` tries a hundred times as many inputs, where a test does not say how many.
settings.register_profile("nightly", max_examples=100_000, deadline=None)

# A shell without job control starts what runs in its background with Ctrl-C ignored, and every child inherits that:
# the commands that these tests interrupt would go on for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

SITE = {
    "content/site.yaml": "title: River talks\nurl: https://example.org/talks/\n",
    "content/tracks.yaml": "- id: main\n  title: Main track\n  medium: in-person\n",
    "content/actors.yaml": (
        "- {id: north, kind: party, name: Northland}\n"
        "- {id: orlova, kind: person, name: Vera Orlova, party: north}\n"
        "- {id: tamm, kind: person, name: Jaan Tamm}\n"
    ),
    "content/outlets.yaml": "- {id: herald, kind: newspaper, name: The Herald}\n- {id: wire, kind: agency, name: The Wire}\n",
    "content/places.yaml": "- {id: lakeside, name: Lakeside, zone: Europe/Tallinn}\n",
    "content/topics.yaml": "- {id: water, title: Water}\n",
    "content/properties.yaml": "- {id: duration, title: How long it lasted, type: duration, tolerance: 10 min}\n",
    "content/sources/herald-story.md": (
        "---\ntitle: Talks end without result\npublisher: herald\npublished: 2021-05-05\nlanguage: en\n---\n"
    ),
    "content/entries/2021-05-04-first-meeting.md": (
        "---\n"
        "title: First meeting\n"
        "date: 2021-05-04\n"
        "track: main\n"
        "place: lakeside\n"
        "added: 2021-05-06\n"
        "claims:\n"
        "  - id: no-result\n"
        "    text: Orlova said that the talks had brought no result.\n"
        "    by: [orlova]\n"
        "    kind: statement\n"
        "    topic: water\n"
        "    evidence:\n"
        "      - source: herald-story\n"
        "        quote: >-\n"
        "          We part as we came, without a result\n"
        "---\n"
        "The delegations met [for a day](#no-result) [@herald-story].\n"
    ),
}
"""The least timeline that has one of everything."""

TEXT = (
    "The delegations of Northland and Southland met in Lakeside yesterday.\n"
    "“We part as we came, without a result,” Vera Orlova said. She did not answer questions.\n"
    "Jaan Tamm said that the talks would go on in June.\n"
)
"""The text of its source."""

MakeSite = Callable[..., Path]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Write a timeline: the least one, with files changed, added, or taken away (None)."""

    def make(changes: Mapping[str, str | bytes | None] | None = None, *, archive: bool = False) -> Path:
        root = tmp_path / "site"
        files: dict[str, str | bytes | None] = {**SITE, **(changes or {})}
        if archive:
            files.setdefault("archive/herald-story.txt", TEXT)
        for name, text in files.items():
            path = root / name
            if text is None:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return root

    return make
