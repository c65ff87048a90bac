"""The tally of what could not be carried, kept while a file is read."""

from collections import Counter

from zencho.documents.imported import Code, LeftOut

#: A list longer than this helps nobody; the rest is added to the last line of its kind.
MAX_LINES = 200
_PLACE_LENGTH = 40


class Tally:
    """Counts what is left out, under the heading that was last reached."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[Code, str]] = Counter()
        self._where = ""

    def reach(self, heading: str) -> None:
        """From here on, things stand under this heading."""
        self._where = " ".join(heading.split())[:_PLACE_LENGTH]

    def add(self, code: Code, count: int = 1) -> None:
        """Something of this kind was left out here."""
        place = self._where
        if (code, place) not in self._counts and len(self._counts) >= MAX_LINES:
            place = next((where for kind, where in reversed(self._counts) if kind == code), place)
        self._counts[code, place] += count

    def add_whole(self, code: Code, count: int = 1) -> None:
        """Something of this kind was left out of the file as a whole."""
        if count > 0:
            self._counts[code, ""] += count

    def listed(self) -> tuple[LeftOut, ...]:
        """What was left out, in the order in which it was met."""
        return tuple(LeftOut(code, count, where) for (code, where), count in self._counts.items())
