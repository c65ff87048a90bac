"""Looking for viruses, behind requests: when something came, and by the clock for what nobody answered about.

The queue is the table of what is held. A file is taken from it in one transaction, its bytes flow to the
scanner in none, and the answer is kept in another: a server that is killed in between takes it again.
"""

from zencho.gate.actors import System
from zencho.kernel.jobs import staying_open
from zencho.kernel.logs import log
from zencho.kernel.reactions import Periodic, Reaction
from zencho.kernel.work import Database, Work
from zencho.links.events import FilesHeld
from zencho.scanning import actions
from zencho.scanning.actions import Answer, Taken
from zencho.scanning.clamd import Scanner, ScannerSilent, TooLargeToScan

_MOST_AT_WORK = 2  # other jobs are for the bell and the index


class Scans:
    """`scanner` is None where the city has none: then nothing is held, and what was stays so."""

    def __init__(self, scanner: Scanner | None) -> None:
        self.scanner = scanner
        self._at_work = 0

    @property
    def is_on(self) -> bool:
        """Whether what comes from outside is held."""
        return self.scanner is not None

    def list_reactions(self) -> tuple[Reaction, ...]:
        """What follows upon events."""
        return (Reaction(FilesHeld, self.scan_held),)

    def list_periodic(self) -> tuple[Periodic, ...]:
        """The work by the clock."""
        return (Periodic("* * * * *", self.scan_due),)

    async def scan_held(self, work: Work, _event: FilesHeld) -> None:
        """Somebody outside sent something."""
        await self.scan_due(work)

    async def scan_due(self, work: Work) -> None:
        """Look into all that is due, one after the other, until nothing is or nobody answers."""
        if self.scanner is None or self._at_work >= _MOST_AT_WORK:
            return
        self._at_work += 1
        try:
            async with staying_open(work):
                while await self._scan_next(work.database, self.scanner):
                    pass
        finally:
            self._at_work -= 1

    async def _scan_next(self, database: Database, scanner: Scanner) -> bool:
        async with database.work(System("scan")) as own:
            taken = await actions.take_next(own)
        if taken is None:
            return False
        try:
            answer = await _ask(database, scanner, taken)
        except ScannerSilent:
            log.warning("scanner_silent", address=scanner.address)
            async with database.work(System("scan")) as own:
                await actions.note_silence(own)
            return False
        except FileNotFoundError:
            log.error("held_bytes_missing", id=str(taken.id))
            return True
        async with database.work(System("scan")) as own:
            await actions.keep_answer(own, taken, answer)
        return True


async def _ask(database: Database, scanner: Scanner, taken: Taken) -> Answer:
    try:
        virus = await scanner.scan(database.blobs.get(taken.blob_id))
    except TooLargeToScan:
        return Answer("too_large")
    return Answer("clean") if virus is None else Answer("found", virus)
