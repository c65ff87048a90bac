"""What a zip says about itself: a text file for names that were changed, one for what could not come along.

These are the only words the server writes for a reader of the drive: a zip is read where no page is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from zencho.drive.archive_names import Changed

Language = Literal["ja", "en"]
Reason = Literal["refused", "gone", "lost", "path_too_long", "no_form"]
# Nobody reads more lines; what is over is counted.
MOST_LINES: Final = 5_000

_WORDS: Final = {
    "ja": {
        "own": "マイドライブ",
        "changed": "名前を変えたもの",
        "changed_head": "zip の中で名前を変えたものです。左が zip の中の名前、右がもとの名前です。",
        "left_out": "入らなかったもの",
        "left_out_head": "この zip に入らなかったものと、その理由です。",
        "refused": "ダウンロードは許可されていません",
        "gone": "途中で見られなくなりました",
        "lost": "サーバーに中身が見つかりません。管理者に知らせてください",
        "path_too_long": "フォルダーが深すぎて、zip に書けません",
        "no_form": "ファイルにできない種類です",
        "more": "ほか {count} 件",
    },
    "en": {
        "own": "My drive",
        "changed": "Changed names",
        "changed_head": "Names that differ inside the zip: here on the left, the original on the right.",
        "left_out": "Left out",
        "left_out_head": "What is not in this zip, and why.",
        "refused": "downloading is not allowed",
        "gone": "could no longer be seen along the way",
        "lost": "its bytes were not found on the server; please tell your administrator",
        "path_too_long": "the folders are too deep for a zip",
        "no_form": "this kind cannot become a file",
        "more": "and {count} more",
    },
}  # fmt: skip


@dataclass(slots=True)
class Notes:
    """What is to be told at the end."""

    language: Language
    changed: list[Changed] = field(default_factory=list)
    left_out: list[tuple[str, Reason]] = field(default_factory=list)
    _more_changed: int = 0
    _more_left_out: int = 0

    def word(self, key: str) -> str:
        """A word of the reader's language."""
        return _WORDS[self.language][key]

    def add_changed(self, path: str, name: str) -> None:
        """`path` stands in the zip for what is called `name`."""
        if len(self.changed) < MOST_LINES:
            self.changed.append(Changed(path, name))
        else:
            self._more_changed += 1

    def add_left_out(self, path: str, reason: Reason) -> None:
        """`path` would have been its place."""
        if len(self.left_out) < MOST_LINES:
            self.left_out.append((path, reason))
        else:
            self._more_left_out += 1

    def list_files(self, give: Callable[[str], str]) -> list[tuple[str, bytes]]:
        """(name, bytes) of each text that has something to say; `give` finds a free name."""
        changed = [f"{each.path}\t{each.name}" for each in self.changed]
        left_out = [f"{path}\t{self.word(reason)}" for path, reason in self.left_out]
        texts = (("changed", changed, self._more_changed), ("left_out", left_out, self._more_left_out))
        return [
            (give(f"{self.word(key)}.txt"), self._text(f"{key}_head", lines, more))
            for key, lines, more in texts
            if lines
        ]

    def _text(self, head: str, lines: Sequence[str], more: int) -> bytes:
        end = [self.word("more").format(count=more)] if more else []
        # The mark at the start and these line ends are what every Notepad reads.
        return ("\ufeff" + "\r\n".join([self.word(head), "", *lines, *end, ""])).encode()
