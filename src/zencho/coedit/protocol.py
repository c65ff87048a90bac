"""The messages on a room's channel. Each begins with its number; see `web/src/live/messages.ts`.

Awareness is as in y-protocols. Updates of a client are counted (`n`), so that one sent again after a lost
connection is stored once; those of all are counted by the room (`seq`), so that a client which comes back
asks for what it has not seen.
"""

from zencho.hub.frames import binary_frame, varbytes, varuint

AWARENESS = 1  # both ways: varbytes(awareness update)
UPDATE = 4  # to us: varuint n, varbytes(update)
ACKNOWLEDGED = 5  # to the client: varuint n, varuint seq: everything up to n is on disk
REFUSED = 6  # to the client: varuint n, varstring code: n and what follows it is not stored
RELAYED = 7  # to the client: varuint seq, varbytes(update)
STATE = 8  # to the client: varuint seq, varbytes(update that holds everything up to seq)
SYNCED = 9  # to the client: varuint seq: all of the past was sent


def acknowledged(channel: int, n: int, seq: int) -> bytes:
    return binary_frame(channel, varuint(ACKNOWLEDGED) + varuint(n) + varuint(seq))


def refused(channel: int, n: int, code: str) -> bytes:
    return binary_frame(channel, varuint(REFUSED) + varuint(n) + varbytes(code.encode()))


def relayed(channel: int, seq: int, update: bytes) -> bytes:
    return binary_frame(channel, varuint(RELAYED) + varuint(seq) + varbytes(update))


def state(channel: int, seq: int, update: bytes) -> bytes:
    return binary_frame(channel, varuint(STATE) + varuint(seq) + varbytes(update))


def synced(channel: int, seq: int) -> bytes:
    return binary_frame(channel, varuint(SYNCED) + varuint(seq))


def awareness(channel: int, update: bytes) -> bytes:
    return binary_frame(channel, varuint(AWARENESS) + varbytes(update))
