"""Emphasis in Markdown beside Japanese letters.

CommonMark opens and closes `**` by the spaces around it, and Japanese has none: `**「契約」**は` would stay
as it is typed. Beside a wide letter, marks open before and close after anything that is not a space.
"""

import unicodedata

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType


class _State(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803 - the parser's names
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        if not canSplitWord or not (_is_wide(before) or _is_wide(after)):
            return scanned
        return Scanned(
            scanned.can_open or not after.isspace(), scanned.can_close or not before.isspace(), scanned.length
        )


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def japanese_parser() -> MarkdownIt:
    """CommonMark with tables and struck-out text, for Japanese."""
    parser = MarkdownIt("commonmark")
    parser.inline = _Inline()
    return parser.configure("commonmark").enable(["table", "strikethrough"])
