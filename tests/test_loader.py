"""What the loader reads, and the sentence for everything that it can't."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import SITE, MakeSite
from hypothesis import given
from hypothesis import strategies as st

from dateline.content.following import References, Unmade, stand_in
from dateline.content.loader import load
from dateline.model import Medium, Settings, Site, Status
from dateline.problems import as_text, ordered

ENTRY = "content/entries/2021-05-04-first-meeting.md"
SOURCE = "content/sources/herald-story.md"


def problems(root: Path) -> list[str]:
    loaded = load(root)
    return [as_text(problem) for problem in ordered(loaded.problems(loaded.complaints))]


def swapped(path: str, old: str, new: str) -> dict[str, str]:
    assert old in SITE[path]
    return {path: SITE[path].replace(old, new)}


def test_reads_everything(make_site: MakeSite) -> None:
    loaded = load(make_site())
    assert problems(make_site()) == []
    site = loaded.site
    entry = site.entries["2021-05-04-first-meeting"]
    assert (entry.title, str(entry.date), entry.status) == ("First meeting", "2021-05-04", Status.PUBLISHED)
    assert entry.claims[0].evidence[0].quote == "We part as we came, without a result"
    assert site.tracks["main"].medium is Medium.IN_PERSON
    assert site.sources["herald-story"].publisher == "herald"


WRONG = [
    pytest.param(
        swapped(ENTRY, "track: main", "track: mian"),
        [f"{ENTRY}:4:8: error unknown-track: there is no track “mian”\n    did you mean “main”?"],
        id="unknown track",
    ),
    pytest.param(
        swapped(ENTRY, "source: herald-story", "source: herald-stroy"),
        [f"{ENTRY}:14:17: error unknown-source: there is no source “herald-stroy”\n    did you mean “herald-story”?"],
        id="unknown source",
    ),
    pytest.param(
        swapped(ENTRY, "by: [orlova]", "by: [tamm, somebody]"),
        [
            (
                f"{ENTRY}:10:16: error unknown-actor: there is no actor “somebody”\n"
                "    add it to content/actors.yaml, or take the reference out"
            )
        ],
        id="unknown actor",
    ),
    pytest.param(
        swapped(ENTRY, "date: 2021-05-04", "date: 2021-02-30"),
        [
            f"{ENTRY}:3:7: error bad-value: “date”: “2021-02-30” is not in the calendar; February 2021 has 28 days",
        ],
        id="bad date",
    ),
    pytest.param(
        swapped(ENTRY, "date: 2021-05-04\n", ""),
        [
            (
                f"{ENTRY}:1:1: error missing-field: the field “date” is missing\n"
                "    add “date:”, or keep the entry as “status: draft”"
            )
        ],
        id="no date",
    ),
    pytest.param(
        swapped(ENTRY, "date: 2021-05-04\n", "dat: 2021-05-04\n"),
        [f"{ENTRY}:3:1: error unknown-field: unknown field “dat”\n    did you mean “date”?"],
        id="unknown field",
    ),
    pytest.param(
        swapped(ENTRY, "kind: statement", "kind: statment"),
        [
            (
                f"{ENTRY}:11:11: error bad-value: “kind” is “statment”, which is not one of statement, report, analysis\n"
                "    did you mean “statement”?"
            )
        ],
        id="bad kind",
    ),
    pytest.param(
        swapped(
            ENTRY,
            "    evidence:\n      - source: herald-story\n        quote: >-\n          We part as we came, without a result\n",
            "    evidence: []\n",
        ),
        [
            (
                f"{ENTRY}:13:15: error missing-field: the claim “no-result” names no evidence\n"
                "    name at least one source under “evidence:”"
            )
        ],
        id="no evidence",
    ),
    pytest.param(
        swapped(ENTRY, "by: [orlova]", "by: orlova"),
        [f"{ENTRY}:10:9: error bad-value: “by” is “orlova”, but has to be a list\n    write a list: [orlova]"],
        id="no list",
    ),
    pytest.param(
        swapped(ENTRY, "title: First meeting", "title: First meeting: no result"),
        [
            (
                f"{ENTRY}:2:21: error yaml-syntax: the YAML can't be read: mapping values are not allowed in this context\n"
                "    a colon and a space end a plain value: write the text as a >- block or in quotes"
            )
        ],
        id="YAML syntax",
    ),
    pytest.param(
        swapped(SOURCE, "language: en", "language: en\nurl: javascript:alert(1)"),
        [
            (
                f"{SOURCE}:6:6: error bad-url: “url” is “javascript:alert(1)”, which is no address to link to\n"
                "    write a full address that begins with http: or https:"
            )
        ],
        id="bad address",
    ),
    pytest.param(
        swapped(SOURCE, "language: en", "language: en\ninferred: {published: because, credit: because, foo: x}"),
        [
            (
                f"{SOURCE}:6:40: error bad-value: “credit” is said to be inferred, but has no value\n"
                "    add “credit:”, or take the reason out"
            ),
            (
                f"{SOURCE}:6:49: error unknown-field: “foo” can't be inferred\n"
                "    name one of title, kind, publisher, credit, authors, published, language, url, licence"
            ),
        ],
        id="inferred",
    ),
    pytest.param(
        {"content/site.yaml": "title: x\nevidence: sworn\nzone: Europe/Atlantis\ncolour: red\n"},
        [
            (
                "content/site.yaml:2:11: error bad-value: “evidence” is “sworn”, which is not one of cited, quoted, verified\n"
                "    write one of cited, quoted, verified"
            ),
            (
                "content/site.yaml:3:7: error bad-value: “Europe/Atlantis” is not a time zone\n"
                "    write an IANA name such as Europe/Istanbul"
            ),
            (
                "content/site.yaml:4:1: error unknown-field: unknown field “colour”\n"
                "    known fields: title, tagline, url, language, zone, repository, contact, licence, evidence, republish, archive, omit"
            ),
        ],
        id="settings of which some do not fit",
    ),
    pytest.param(
        {"content/site.yaml": "title: x\nzone: Europe/Atlantis\nomit: [method]\n"},
        [
            (
                "content/site.yaml:2:7: error bad-value: “Europe/Atlantis” is not a time zone\n"
                "    write an IANA name such as Europe/Istanbul"
            ),
            (
                "content/site.yaml:3:8: error bad-value: “method” can't be left out: the site's promise rests on it\n"
                "    take it out of “omit:”"
            ),
        ],
        id="settings",
    ),
    pytest.param(
        {"content/tracks.yaml": "- {id: main, title: A}\n- {id: main, title: B}\n- {id: Main Track, title: C}\n"},
        [
            "content/tracks.yaml:2:8: error duplicate-id: the id “main” stands twice\n    give each its own",
            (
                "content/tracks.yaml:3:8: error bad-value: “id”: “Main Track” is not an id; "
                "use the letters a to z, digits and single hyphens, for example “main-track”"
            ),
        ],
        id="ids",
    ),
    pytest.param(
        {"content/entries/Bad Name.md": "---\ntitle: x\n---\n", "content/entries/x.txt": "", "content/odd.yaml": ""},
        [
            (
                "content/entries/Bad Name.md:1:1: error bad-id: the file's name: “Bad Name” is not an id; "
                "use the letters a to z, digits and single hyphens, for example “bad-name”\n    rename the file"
            ),
            (
                "content/entries/x.txt:1:1: warning file-unknown: no page uses this file\n"
                "    content/entries/ holds files named <id>.md, and no folders"
            ),
            (
                "content/odd.yaml:1:1: warning file-unknown: no page uses this file\n"
                "    content/ holds site.yaml and the lists "
                "tracks.yaml, actors.yaml, outlets.yaml, places.yaml, topics.yaml, origins.yaml, properties.yaml, disputes.yaml"
            ),
        ],
        id="files",
    ),
    pytest.param(
        {SOURCE: b"---\ntitle: caf\xe9\n---\n"},
        [f"{SOURCE}:2:11: error not-utf-8: the byte 0xE9 is not UTF-8\n    save the file as UTF-8"],
        id="not UTF-8",
    ),
    pytest.param(
        {SOURCE: "---\ntitle: a\x00b\n---\n"},
        [
            f"{SOURCE}:2:9: error control-character: the file holds the character U+0000\n    delete it: it can't be shown"
        ],
        id="NUL",
    ),
    pytest.param(
        {"content/texts/herald-story.txt": "The whole text.\n"},
        [
            (
                "content/texts/herald-story.txt:1:1: error text-not-licensed: the licence of “herald-story” "
                "(none stated) does not let its text be shown\n"
                "    move the text to the archive, or list the licence under “republish:” in site.yaml"
            )
        ],
        id="text without licence",
    ),
    pytest.param(
        {"content/entries/2021-05-04-first-meeting.uk.md": "---\ntitle: Перша зустріч\nclaims: {no-resul: x}\n---\n"},
        [
            (
                "content/entries/2021-05-04-first-meeting.uk.md:3:20: error unknown-claim: the entry "
                "“2021-05-04-first-meeting” has no claim “no-resul”\n    did you mean “no-result”?"
            )
        ],
        id="translation",
    ),
    pytest.param(
        {
            "content/sources/other.md": "---\naliases: [herald-story, gone]\n---\n",
            **swapped(ENTRY, "source: herald-story", "source: gone"),
        },
        [
            f"{ENTRY}:14:17: error unknown-source: the source “gone” is now “other”\n    write “other”",
            (
                "content/sources/other.md:2:11: error duplicate-id: the old id “herald-story” is the present id of another\n"
                "    take it out of one of the two"
            ),
        ],
        id="old ids",
    ),
    pytest.param(
        swapped(
            ENTRY,
            "        quote: >-\n          We part as we came, without a result\n",
            "        context: as we came\n        translation: {text: As we came, by: editor}\n        at: p. 3\n",
        ),
        [
            (
                f"{ENTRY}:15:18: error bad-value: “context” stands without a quote\n"
                "    context tells apart the places of a quote: add “quote:”, or take it out"
            ),
            (
                f"{ENTRY}:16:22: error bad-value: “translation” stands without a quote\n"
                "    translation says a quote in the site's language: add “quote:”, or take it out"
            ),
        ],
        id="what belongs to a quote, without one",
    ),
    pytest.param(
        {
            **swapped(ENTRY, "    topic: water\n", "    about: duration\n    of: 2021-05-01-old\n    value: 1 h\n"),
            "content/entries/2021-05-03-other.md": "---\ntitle: Other\ndate: 2021-05-03\naliases: [2021-05-01-old]\n---\n",
        },
        [
            (
                f"{ENTRY}:13:9: error unknown-entry-actor: the entry or actor “2021-05-01-old” is now "
                "“2021-05-03-other”\n    write “2021-05-03-other”"
            )
        ],
        id="an old id of one of two kinds",
    ),
    pytest.param(
        swapped(ENTRY, "title: First meeting", "line: 3\ntitle: First meeting"),
        [
            (
                f"{ENTRY}:2:1: error unknown-field: unknown field “line”\n    known fields: title, date, time, order, date_from, track, part_of, medium, place, actors, status, added, "
                "updated, corrections, claims, aliases, editor_note"
            )
        ],
        id="a field named as a place in a file",
    ),
    pytest.param(
        swapped(ENTRY, "title: First meeting", 'title: " "'),
        [f"{ENTRY}:2:9: error bad-value: “title”: there are no words in it"],
        id="a title without words",
    ),
    pytest.param(
        swapped(ENTRY, "track: main", "track: main\npart_of: 2021-05-04-first-meeting"),
        [f"{ENTRY}:5:10: error bad-reference: the entry is part of itself\n    take “part_of:” out"],
        id="a part of itself",
    ),
    pytest.param(
        {
            "content/entries/a.md": "---\ntitle: A\ndate: 2021\npart_of: b\n---\n",
            "content/entries/b.md": "---\ntitle: B\ndate: 2021\npart_of: a\n---\n",
        },
        [
            (
                "content/entries/a.md:4:10: error bad-reference: the entry is part of itself: a → b → a\n"
                "    take “part_of:” out"
            )
        ],
        id="parts in a circle",
    ),
    pytest.param(
        {"content/places.yaml": "- {id: lakeside, name: Lakeside, within: lakeside}\n"},
        ["content/places.yaml:1:42: error bad-reference: the place lies in itself\n    take “within:” out"],
        id="a place in itself",
    ),
    pytest.param(
        {
            "content/places.yaml": (
                "- {id: lakeside, name: Lakeside, within: shore}\n"
                "- {id: shore, name: The shore, within: lakeside}\n"
                "- {id: pier, name: The pier, within: shor}\n"
            )
        },
        [
            (
                "content/places.yaml:1:42: error bad-reference: the place lies in itself: lakeside → shore → lakeside\n"
                "    take “within:” out"
            ),
            "content/places.yaml:3:38: error unknown-place: there is no place “shor”\n    did you mean “shore”?",
        ],
        id="places in a circle, and one nowhere",
    ),
    pytest.param(
        {
            "content/actors.yaml": (
                "- {id: X!, kind: person, name: X}\n"
                "- {id: north, kind: party, name: N}\n"
                "- {id: orlova, kind: person, name: O, party: nroth, aliases: [tamm]}\n"
                "- {id: tamm, kind: person, name: T, aliases: [old, tamm]}\n"
                "- {id: other, kind: person, name: T, aliases: [old]}\n"
            )
        },
        [
            (
                "content/actors.yaml:1:8: error bad-value: “id”: “X!” is not an id; use the letters a to z, digits and "
                "single hyphens, for example “x”"
            ),
            ("content/actors.yaml:3:46: error unknown-actor: there is no actor “nroth”\n    did you mean “north”?"),
            (
                "content/actors.yaml:3:63: error duplicate-id: the old id “tamm” is the present id of another\n"
                "    take it out of one of the two"
            ),
            (
                "content/actors.yaml:4:52: error duplicate-id: the old id “tamm” is the present one as well\n"
                "    take it out"
            ),
            (
                "content/actors.yaml:5:48: error duplicate-id: the old id “old” is also one of “tamm”\n"
                "    take it out of one of the two"
            ),
        ],
        id="old ids in a list with an item that can't be read",
    ),
    pytest.param(
        {ENTRY.replace(".md", ".et.md"): "---\ntitle: Kohtumine\nlanguage: fi\n---\n"},
        [
            (
                f"{ENTRY.replace('.md', '.et.md')}:3:1: error unknown-field: unknown field “language”\n"
                "    the language stands in the file's name"
            )
        ],
        id="a translation that says its language",
    ),
    pytest.param(
        {
            ENTRY: SITE[ENTRY]
            .replace("date: 2021-05-04", "date: 4 May")
            .replace("track: main", "track: mian")
            .replace("by: [orlova]", "by: [orlva]")
            .replace("source: herald-story", "source: herald-stroy"),
        },
        [
            (
                f"{ENTRY}:3:7: error bad-value: “date”: “4 May” is not a date; write an EDTF date: 2022-03-10, "
                "2022-03, 2022, 2022-03-10/2022-03-12, with ~ (about) or ? (uncertain) after it"
            ),
            f"{ENTRY}:4:8: error unknown-track: there is no track “mian”\n    did you mean “main”?",
            f"{ENTRY}:10:10: error unknown-actor: there is no actor “orlva”\n    did you mean “orlova”?",
            f"{ENTRY}:14:17: error unknown-source: there is no source “herald-stroy”\n    did you mean “herald-story”?",
        ],
        id="a bad date hides no reference",
    ),
    pytest.param(
        {
            ENTRY: "---\ntitle: T\ndate: 2021-05-40\nclaims:\n"
            "  - {id: a, text: A, about: duration, value: 5, evidence: [herald-story, herold-story]}\n"
            "  - {id: a, text: B, of: nobody, topic: [water], evidence: herald-story}\n"
            "  - {id: A b, text: C, by: [7, tam, {x: y}], evidence: [{source: gone}, 8]}\n  - 9\n  - {id: A b}\n---\n"
        },
        [
            f"{ENTRY}:3:7: error bad-value: “date”: “2021-05-40” is not in the calendar; May 2021 has 31 days",
            f"{ENTRY}:5:74: error unknown-source: there is no source “herold-story”\n    did you mean “herald-story”?",
            (
                f"{ENTRY}:6:10: error duplicate-id: the claim “a” stands twice in this entry\n    give each "
                "claim its own id"
            ),
            (
                f"{ENTRY}:6:26: error unknown-entry-actor: there is no entry or actor “nobody”\n    add "
                "content/entries/<id>.md, or take the reference out"
            ),
            f"{ENTRY}:6:41: error bad-value: “topic”: an id is text, not a list",
            (
                f"{ENTRY}:6:60: error bad-value: “evidence” is “herald-story”, but has to be a list\n    write a "
                "list: [herald-story]"
            ),
            (
                f"{ENTRY}:7:10: error bad-value: “id”: “A b” is not an id; use the letters a to z, digits and "
                "single hyphens, for example “a-b”"
            ),
            (
                f"{ENTRY}:7:29: error unknown-actor: there is no actor “7”\n    add it to content/actors.yaml, "
                "or take the reference out"
            ),
            f"{ENTRY}:7:32: error unknown-actor: there is no actor “tam”\n    did you mean “tamm”?",
            f"{ENTRY}:7:37: error bad-value: item 3 of “by”: an id is text, not a mapping",
            (
                f"{ENTRY}:7:66: error unknown-source: there is no source “gone”\n    add "
                "content/sources/<id>.md, or take the reference out"
            ),
            (
                f"{ENTRY}:7:73: error unknown-source: there is no source “8”\n    add content/sources/<id>.md, "
                "or take the reference out"
            ),
            (
                f"{ENTRY}:8:5: error bad-value: item 4 is “9”, but has to be a mapping\n    write a mapping with "
                "the fields id, text, by, kind, date, topic, stance, about, of, value, evidence"
            ),
            f"{ENTRY}:9:5: error missing-field: the field “evidence” is missing\n    add “evidence:”",
            f"{ENTRY}:9:5: error missing-field: the field “text” is missing\n    add “text:”",
            (
                f"{ENTRY}:9:10: error bad-value: “id”: “A b” is not an id; use the letters a to z, digits and "
                "single hyphens, for example “a-b”"
            ),
        ],
        id="what can be read of claims that can't",
    ),
    pytest.param(
        {
            SOURCE: "---\ntitle: T\npublished: yesterday-ish\npublisher: harald\n"
            "derived_from: [{source: nowhere, how: reprint}]\n---\n"
        },
        [
            (
                f"{SOURCE}:3:12: error bad-value: “published”: “yesterday-ish” is not a date; write an EDTF "
                "date: 2022-03-10, 2022-03, 2022, 2022-03-10/2022-03-12, with ~ (about) or ? (uncertain) after "
                "it"
            ),
            f"{SOURCE}:4:12: error unknown-outlet: there is no outlet “harald”\n    did you mean “herald”?",
            (
                f"{SOURCE}:5:25: error unknown-source: there is no source “nowhere”\n    add "
                "content/sources/<id>.md, or take the reference out"
            ),
        ],
        id="a source",
    ),
    pytest.param(
        {
            "content/actors.yaml": "- {id: north, kind: pary, name: N, party: orlva}\n- {id: north, kind: party, name: N}\n"
            "- {id: orlova, kind: person, name: O}\n- {id: tamm, kind: person, name: T}\n- {id: tamm, kind: man, name: T}\n"
        },
        [
            (
                "content/actors.yaml:1:21: error bad-value: “kind” is “pary”, which is not one of person, "
                "party, organisation\n    did you mean “party”?"
            ),
            "content/actors.yaml:1:43: error unknown-actor: there is no actor “orlva”\n    did you mean “orlova”?",
            "content/actors.yaml:2:8: error duplicate-id: the id “north” stands twice\n    give each its own",
            "content/actors.yaml:5:8: error duplicate-id: the id “tamm” stands twice\n    give each its own",
            (
                "content/actors.yaml:5:20: error bad-value: “kind” is “man”, which is not one of person, party, "
                "organisation\n    write one of person, party, organisation"
            ),
        ],
        id="a wrong kind hides no id that stands twice",
    ),
    pytest.param(
        {
            ENTRY: SITE[ENTRY]
            .replace("track: main", "track: Main track")
            .replace("by: [orlova]", "by: [tamm, Vera Orlova]")
            .replace("place: lakeside", "place: LAKESIDE")
            .replace("source: herald-story", "source: The Herald"),
        },
        [
            f"{ENTRY}:4:8: error bad-value: “track”: “Main track” is not an id\n    did you mean “main” (Main track)?",
            f"{ENTRY}:5:8: error bad-value: “place”: “LAKESIDE” is not an id\n    did you mean “lakeside” (Lakeside)?",
            (
                f"{ENTRY}:10:16: error bad-value: item 2 of “by”: “Vera Orlova” is not an id\n    did you mean "
                "“orlova” (Vera Orlova)?"
            ),
            (
                f"{ENTRY}:14:17: error bad-value: “source”: “The Herald” is not an id\n    did you mean "
                "“herald-story” (Talks end without result)?"
            ),
        ],
        id="names where ids are wanted",
    ),
    pytest.param(
        {
            "content/outlets.yaml": SITE["content/outlets.yaml"].replace(
                "name: The Herald", "name: The Herald, spellings: [Hérald]"
            ),
            SOURCE: SITE[SOURCE].replace("publisher: herald", "publisher: hérald"),
            "content/tracks.yaml": "- {id: main, title: Main track, places: [Lake Side, Lakesid], actors: [Nobody At All]}\n",
            "content/disputes.yaml": "- {id: d, of: First meeting, about: How long it lasted, note: T}\n",
        },
        [
            (
                "content/disputes.yaml:1:15: error bad-value: “of”: “First meeting” is not an id\n    did you "
                "mean “2021-05-04-first-meeting” (First meeting)?"
            ),
            (
                "content/disputes.yaml:1:37: error bad-value: “about”: “How long it lasted” is not an id\n    "
                "did you mean “duration” (How long it lasted)?"
            ),
            (
                f"{SOURCE}:3:12: error bad-value: “publisher”: “hérald” is not an id\n    did you mean “herald” "
                "(The Herald)?"
            ),
            (
                "content/tracks.yaml:1:42: error bad-value: item 1 of “places”: “Lake Side” is not an id\n    "
                "did you mean “lakeside” (Lakeside)?"
            ),
            (
                "content/tracks.yaml:1:53: error bad-value: item 2 of “places”: “Lakesid” is not an id\n    did "
                "you mean “lakeside” (Lakeside)?"
            ),
            (
                "content/tracks.yaml:1:72: error bad-value: item 1 of “actors”: “Nobody At All” is not an id; "
                "use the letters a to z, digits and single hyphens, for example “nobody-at-all”"
            ),
        ],
        id="names where ids are wanted, in sources and lists",
    ),
    pytest.param(
        swapped(ENTRY, "by: [orlova]", "by: [jaan-tamm, Tam, vera]"),
        [
            f"{ENTRY}:10:10: error unknown-actor: there is no actor “jaan-tamm”\n    did you mean “tamm” (Jaan Tamm)?",
            f"{ENTRY}:10:21: error bad-value: item 2 of “by”: “Tam” is not an id\n    did you mean “tamm” (Jaan Tamm)?",
            f"{ENTRY}:10:26: error unknown-actor: there is no actor “vera”\n    did you mean “orlova” (Vera Orlova)?",
        ],
        id="names written as ids",
    ),
    *(
        pytest.param(
            {"content/site.yaml": f"title: River talks\n{line}\n"},
            [f"content/site.yaml:2:{line.index(':') + 3}: error {message}\n    {hint}"],
            id=line,
        )
        for line, message, hint in (
            (
                "archive: content/texts",
                "bad-value: “archive” is “content/texts”, which is a place for other things, some of them published",
                "name a folder beside content/, as “archive: archive”, and keep it out of the repository",
            ),
            (
                "archive: texts/../../elsewhere",
                "bad-value: “archive” is “texts/../../elsewhere”, which leads out of the timeline's folder",
                "name a folder beside content/, as “archive: archive”, and keep it out of the repository",
            ),
            (
                "archive: /srv/texts",
                "bad-value: “archive” is “/srv/texts”, which is a place on one machine",
                "name a folder beside content/, as “archive: archive”, and keep it out of the repository",
            ),
            (
                "url: https://example.org/?talks",
                (
                    "bad-url: “url” is “https://example.org/?talks”, which has something behind a ? or a #, which no "
                    "page could keep"
                ),
                "write it as https://name.github.io/repo/",
            ),
            (
                "repository: https://[::1",
                "bad-url: “repository” is “https://[::1”, which is no address to link to",
                "write a full address that begins with http: or https:",
            ),
        )
    ),
]


@pytest.mark.parametrize(("changes", "expected"), WRONG)
def test_says_what_is_wrong(make_site: MakeSite, changes: dict[str, str], expected: list[str]) -> None:
    assert problems(make_site(changes)) == expected


def test_one_mistake_is_one_problem(make_site: MakeSite) -> None:
    """A source that can't be read is missed by nobody else."""
    assert len(problems(make_site({SOURCE: "no front matter"}))) == 1


def test_all_problems_at_once(make_site: MakeSite) -> None:
    text = SITE[ENTRY].replace("track: main", "track: x").replace("place: lakeside", "place: y")
    assert len(problems(make_site({ENTRY: text, SOURCE: "---\ntitle: [x]\n---\n"}))) == 3


def test_byte_order_marks_and_line_ends_are_accepted(make_site: MakeSite) -> None:
    assert problems(make_site({ENTRY: b"\xef\xbb\xbf" + SITE[ENTRY].replace("\n", "\r\n").encode()})) == []


def test_links_and_devices_are_refused(make_site: MakeSite, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("---\ntitle: secret\n---\n")
    root = make_site()
    (root / "content/sources/link.md").symlink_to(outside)
    os.mkfifo(root / "content/sources/pipe.md")
    assert problems(root) == [
        (
            "content/sources/link.md:1:1: error file-refused: a symbolic link\n"
            "    put the file itself here: links are not followed"
        ),
        "content/sources/pipe.md:1:1: error file-refused: not an ordinary file\n    delete it",
    ]


def test_folders_too_deep_and_names_that_no_page_can_have_are_refused(make_site: MakeSite) -> None:
    deep = "content/media" + "/d" * 40
    root = make_site({"content/media/a:b.png": b"x", "content/media/A.svg": b"x", "content/media/a.svg": b"x"})
    here = root
    for name in deep.split("/"):
        here = here / name
        here.mkdir(exist_ok=True)
    found = load(root)
    assert sorted(found.media) == ["A.svg"]
    assert [problem.split("\n")[0] for problem in problems(root)] == [
        ("content/media/a.svg:1:1: error file-refused: the name “a.svg” is the same as “A.svg” on some systems"),
        (
            "content/media/a:b.png:1:1: error file-refused: the name “a:b.png” has the character ':', which not every "
            "file system takes"
        ),
        f"content/media{'/d' * 20}:1:1: error file-refused: folders stand in each other more than 20 deep",
    ]


def test_order_is_that_of_the_timeline(make_site: MakeSite) -> None:
    def entry(date: str, more: str = "") -> str:
        return f"---\ntitle: x\n{date and 'date: ' + date}\n{more}\n---\n"

    root = make_site(
        {
            "content/entries/b.md": entry("2021-05-04", "time: 09:00"),
            "content/entries/c.md": entry("2021-05-04", "time: 08:30"),
            "content/entries/d.md": entry("2021-05"),
            "content/entries/e.md": entry("2021-05-03/2021-05-06"),
            "content/entries/f.md": entry("", "status: draft"),
            "content/entries/a.md": entry("2021-05-04", "order: -1"),
        }
    )
    assert list(load(root).site.entries) == ["d", "e", "a", "2021-05-04-first-meeting", "c", "b", "f"]


PLAIN = st.recursive(
    st.none() | st.text(max_size=5) | st.sampled_from(["main", "Vera Orlova", "herald-story", "duration", "draft"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["claims", "by", "evidence", "source", "quote", "about", "value", "id", "actors", "status"]
            ),
            inside,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["claims", "track", "actors", "date_from", "status", "party"]), PLAIN, max_size=4)
)
def test_no_plain_values_stop_the_following_of_references(data: dict[str, object]) -> None:
    site = Site(settings=Settings(title="T"))
    for kind, path in (("entries", ENTRY), ("actors", "content/actors.yaml")):
        thing = Unmade(path, kind, data)
        known: dict[str, dict[str, str]] = {
            name: {} for name in ("tracks", "actors", "sources", "entries", "properties")
        }
        references = References(site, known, [thing])
        for each in references.complaints():
            assert each.code.startswith(("unknown-", "duplicate-id"))
        assert references.named([]) == []
        assert len(stand_in(thing).claims) == (  # type: ignore[union-attr]
            len(claims) if isinstance(claims := data.get("claims"), list) else 0
        )
