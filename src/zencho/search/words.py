"""Japanese text as the index keeps it: words of the dictionary for text, pairs of letters for names.

Words are cut as short as the dictionary does (mode A) and taken in their normal form, so that 打合せ finds
打ち合わせ. A name is also found by any two of its letters, and by its reading: けいやく finds 契約.
"""

import asyncio
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from sudachipy import Dictionary, SplitMode

from zencho.people.readings import fold

# What the dictionary takes in one call, with room to spare for letters of four bytes.
_PIECE_CHARACTERS = 10_000
_MOST_PARTS = 5
_SIGNS = frozenset({"補助記号", "空白", "記号"})
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Indexed:
    """A thing's words: `title_key` is its name and the reading of it, on two lines."""

    title_key: str
    title_pairs: list[str]
    words: list[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: its parts as folded, the pairs of letters and the words in them."""

    parts: list[str]
    pairs: list[str]
    words: list[str]

    @property
    def is_empty(self) -> bool:
        """Too short to look for: neither two letters in a row nor a word."""
        return not self.pairs and not self.words


async def index_text(title: str, body: str) -> Indexed:
    """The words of a thing; apart from the event loop, for a long text takes a while."""
    return await asyncio.to_thread(_index, title, body)


async def index_names(names: Sequence[str]) -> list[Indexed]:
    """The words of things that have names alone."""
    return await asyncio.to_thread(lambda: [_index(name, "") for name in names])


async def read_query(query: str) -> Asked:
    """What somebody typed, as the index is asked. At most five parts count."""
    return await asyncio.to_thread(_ask, query)


@cache
def dictionary_version() -> str:
    """The words of another dictionary are other words: kept beside each row."""
    return version("sudachidict-core")


def _index(title: str, body: str) -> Indexed:
    named = list(_cut(title))
    reading = _join("".join(reading for _, reading in named))
    title_key = f"{_join(title)}\n{reading}"
    words = {word for word, _ in named} | {word for word, _ in _cut(body)}
    return Indexed(title_key, sorted(_pairs(title_key)), sorted(words))


def _ask(query: str) -> Asked:
    # The dictionary reads what was typed: folded first, メモ would be めも, which it does not know.
    typed = unicodedata.normalize("NFKC", query).split()[:_MOST_PARTS]
    parts = [_join(part) for part in typed]
    pairs = {pair for part in parts for pair in _pairs(part)}
    words = {word for part in typed for word, _ in _cut(part)}
    # A single letter says nothing, neither as a pair nor as a word.
    return Asked(parts, sorted(pairs), sorted(words) if any(len(part) > 1 for part in parts) else [])


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """(word in its normal form, its reading) for each word of the text, signs left out."""
    for piece in _pieces(text):
        with _lock:
            cut = [
                (each.normalized_form(), each.reading_form())
                for each in _tokenizer().tokenize(piece)
                if each.part_of_speech()[0] not in _SIGNS
            ]
        for word, reading in cut:
            yield fold(word), reading


def _pieces(text: str) -> Iterator[str]:
    """Whole lines, joined while they are short, so that no word is cut in two."""
    piece = ""
    for line in text.splitlines(keepends=True):
        if len(piece) + len(line) > _PIECE_CHARACTERS and piece:
            yield piece
            piece = ""
        piece += line
        while len(piece) > _PIECE_CHARACTERS:
            yield piece[:_PIECE_CHARACTERS]
            piece = piece[_PIECE_CHARACTERS:]
    if piece:
        yield piece


@cache
def _tokenizer() -> Any:
    return Dictionary(dict="core").tokenizer(mode=SplitMode.A)


def _join(text: str) -> str:
    return fold(text).replace(" ", "")


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1) if "\n" not in text[at : at + 2]}
