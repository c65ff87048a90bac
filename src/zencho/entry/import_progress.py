"""What `zencho import-folder` says while it works and when it is done."""

import sys
from collections.abc import Sequence
from time import monotonic

from zencho.entry.terminal import Terminal
from zencho.imports import report
from zencho.imports.counting import GONE, RENAMED, SKIPPED, Counts


class Meter:
    """One line that grows on a terminal: how many, how fast, how long still. A pipe gets a line each half
    minute."""

    def __init__(self, terminal: Terminal, ja: str, en: str, expected: Counts | None = None) -> None:
        self._terminal = terminal
        self._title = ja if terminal.language == "ja" else en
        self._expected = expected
        self._began = monotonic()
        self._said_at = self._began
        self._is_shown = not terminal.as_json and sys.stdout.isatty()

    def looked(self, counts: Counts, _read: int) -> None:
        """How much was looked at."""
        self._say(f"{counts.files:,}{self._word('件', ' files')} {_size(counts.size_bytes)}")

    def brought(self, counts: Counts, read: int) -> None:
        """How much came, how fast, and the time left at that pace."""
        seconds = max(0.001, monotonic() - self._began)
        done = counts.brought + counts.replaced + counts.same + counts.refused
        whole = f"/{self._expected.files:,}" if self._expected else ""
        parts = [
            f"{done:,}{whole}{self._word('件', ' files')}",
            f"{done / seconds:,.0f}{self._word('件/秒', ' files/s')}",
            f"{_size(int(read / seconds))}{self._word('/秒', '/s')}",
        ]
        left = self._seconds_left(done, read, seconds)
        if left is not None:
            parts.append(self._word(f"残り {_time(left)}", f"{_time(left)} left"))
        self._say(" ".join(parts))

    def end(self) -> None:
        """Leave the line."""
        if self._is_shown:
            print("\r\x1b[K", end="", flush=True)

    def _seconds_left(self, done: int, read: int, seconds: float) -> float | None:
        """By files and by bytes, whichever takes longer."""
        if self._expected is None or seconds < 2 or not done:
            return None
        by_files = (self._expected.files - done) * seconds / done
        by_bytes = (self._expected.brought_bytes - read) * seconds / read if read else 0.0
        return max(0.0, by_files, by_bytes)

    def _say(self, text: str) -> None:
        if self._is_shown:
            print(f"\r\x1b[K{self._title} {text} …", end="", flush=True)
        elif monotonic() - self._said_at > 30:
            self._said_at = monotonic()
            self._terminal.say(f"{self._title} {text}", f"{self._title} {text}")

    def _word(self, ja: str, en: str) -> str:
        return ja if self._terminal.language == "ja" else en


def say_counts(
    terminal: Terminal, counts: Counts, *, is_dry: bool, viewers: Sequence[tuple[str, int]]
) -> None:
    """The numbers of a run, and of what it has to tell."""
    came = counts.brought + counts.replaced
    size = _size(counts.size_bytes if is_dry else counts.brought_bytes)
    terminal.say(
        f"フォルダー {counts.folders:,}、ファイル {counts.files:,} ({size})",
        f"{counts.folders:,} folders, {counts.files:,} files ({size})",
    )
    terminal.say(
        f"  {'取り込むもの' if is_dry else '取り込んだもの'} {came:,} (うち差し替え {counts.replaced:,})、"
        f"変わっていないもの {counts.same:,}",
        f"  {'to bring' if is_dry else 'brought'} {came:,} ({counts.replaced:,} of them replaced), "
        f"unchanged {counts.same:,}",
    )
    if counts.old_encoding:
        terminal.say(
            f"  Shift_JIS の名前を読み替えたもの {counts.old_encoding:,}",
            f"  names read from Shift_JIS {counts.old_encoding:,}",
        )
    titles = (
        (counts.refused, "取り込めないもの", "that stay behind", None),
        (counts.sum_of(RENAMED), "名前を変えるもの", "under another name", RENAMED),
        (counts.sum_of(SKIPPED), "対象外", "skipped", SKIPPED),
        (counts.sum_of(GONE), "もとの場所から消えたもの", "gone at the source", GONE),
    )
    for count, ja, en, reasons in titles:
        if count:
            terminal.say(f"  {ja} {count:,}", f"  {en} {count:,}")
            shown = reasons or frozenset(counts.reasons) - RENAMED - SKIPPED - GONE
            for reason in sorted(shown & counts.reasons.keys()):
                many = counts.reasons[reason]
                terminal.say(f"    {report.REASONS[reason]}: {many:,}", f"    {reason}: {many:,}")
    for path, people in viewers:
        terminal.say(f"  {path} が見える職員 {people:,}人", f"  {people:,} people would see {path}")


def _size(size_bytes: int) -> str:
    size, unit = float(size_bytes), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if size < 1024:
            break
        size, unit = size / 1024, larger
    return f"{size:,.0f} {unit}" if size >= 10 or unit == "B" else f"{size:.1f} {unit}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
