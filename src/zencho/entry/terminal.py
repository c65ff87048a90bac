"""What a person, or a test, sees while a server starts: one line a stage, then the address."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from zencho.entry.wording import Language, word
from zencho.kernel.starting import CannotStart


@dataclass(frozen=True)
class Terminal:
    """Speaks one language; with `as_json` the ready line and faults are objects, one a line."""

    language: Language
    as_json: bool = False

    def say(self, ja: str, en: str) -> None:
        """One line, flushed: the reader may be a pipe."""
        if not self.as_json:
            print(ja if self.language == "ja" else en, flush=True)

    @contextmanager
    def stage(self, ja: str, en: str) -> Iterator["Stage"]:
        """One line that grows: the title, progress on a terminal, and the seconds it took."""
        title = ja if self.language == "ja" else en
        stage = Stage(title, is_shown=not self.as_json and sys.stdout.isatty())
        stage.progress(0, 0)
        started = time.monotonic()
        try:
            yield stage
        except BaseException:
            if stage.is_shown:
                print(flush=True)
            raise
        if not self.as_json:
            taken = f"{time.monotonic() - started:.1f} s"
            print(f"{stage.again}{title} {taken:>{max(1, 48 - width_of(title))}}", flush=True)

    def ready(self, lines: list[tuple[str, str]], facts: Mapping[str, object]) -> None:
        """The server answers now: lines for people, or one object for programs."""
        if self.as_json:
            print(json.dumps({"ready": True, **facts}, ensure_ascii=False), flush=True)
        for ja, en in lines:
            self.say(ja, en)

    def fault(self, error: CannotStart) -> None:
        """Why it stops here, and the command that mends it, on standard error."""
        sentence, command = word(error.code, error.params, self.language)
        if self.as_json:
            fault = {"ready": False, "code": error.code, "params": error.params, "command": command}
            print(json.dumps(fault, ensure_ascii=False), flush=True)
            return
        print(sentence, file=sys.stderr)
        for line in command.splitlines():
            print(f"  {line}", file=sys.stderr)
        sys.stderr.flush()


@dataclass(frozen=True)
class Stage:
    """A stage that is going on."""

    title: str
    is_shown: bool

    @property
    def again(self) -> str:
        """What brings a terminal back to the start of the line."""
        return "\r\x1b[K" if self.is_shown else ""

    def progress(self, done: int, total: int) -> None:
        """Show how far it is; only where somebody watches."""
        if self.is_shown:
            count = f" {done:,}/{total:,}" if total else ""
            print(f"{self.again}{self.title}{count} …", end="", flush=True)


def width_of(text: str) -> int:
    """Columns of a terminal: full-width characters take two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
