"""Tracks: which strand of the negotiation a text belongs to, by the places, actors and words of tracks.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.model import Site, Track


class Strands:
    """Knows a track by the places, actors and words that tracks.yaml lists for it."""

    def __init__(self, site: Site) -> None:
        """Make one pattern for each track."""
        self.tracks = list(site.tracks.values())
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self._places: dict[str, re.Pattern[str]] = {}
        for track in self.tracks:
            words = list(track.words)
            for place in track.places:
                known = site.places.get(place)
                names = [known.name, *known.spellings] if known else [place.replace("-", " ")]
                words += names
                self._places[place] = _words_pattern(names)
            self._patterns[track.id] = _words_pattern(words) if words else None

    def hits(self, track: Track, text: str, actors: Iterable[str] = ()) -> tuple[int, int]:
        """How many different words and places of a track stand in a text, and how many of the actors are its."""
        pattern = self._patterns[track.id]
        words = {match[0].casefold() for match in pattern.finditer(text)} if pattern else set()
        return len(words), len(set(track.actors) & set(actors))

    def best(self, text: str, actors: Iterable[str] = ()) -> Track | None:
        """The track that a text speaks of most: one of its places, two of its words, or a word and an actor.

        None where there is no such track, or more than one. (One word alone says little: “Turkey” is in many stories.)
        """
        people = set(actors)
        scored = []
        for track in self.tracks:
            words, persons = self.hits(track, text, people)
            places = sum(bool(self._places[place].search(text)) for place in track.places)
            score = 2 * words + places + persons
            if score >= 3 and (words or persons >= 2):
                scored.append((score, track))
        return _leading(scored)

    def of_story(self, title: str | None, text: str, actors: Iterable[str]) -> Track | None:
        """The track that an article as a whole is about, above all its title and its first three paragraphs.

        None where there is no such track, or more than one.
        """
        head = "\n".join([title or "", *text.split("\n")[:3]])
        people = set(actors)
        scored = []
        for track in self.tracks:
            early, _ = self.hits(track, head)
            words, persons = self.hits(track, text, people)
            score = 3 * early + 2 * words + persons
            if words and score >= 4:
                scored.append((score, track))
        return _leading(scored)

    def place(self, track: Track, text: str) -> str | None:
        """The place of a track that a text names most often."""
        counts = [(len(self._places[place].findall(text)), -number, place) for number, place in enumerate(track.places)]
        best = max(counts, default=(0, 0, ""))
        return best[2] if best[0] else None


def _leading(scored: Sequence[tuple[int, Track]]) -> Track | None:
    """The track with the highest score; None where there is none, or more than one."""
    top = max((score for score, _ in scored), default=0)
    leading = [track for score, track in scored if score == top]
    return leading[0] if len(leading) == 1 else None


def _words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted({word.strip() for word in words if word.strip()}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)
