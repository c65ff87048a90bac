"""What children of this package answer with: a head in JSON, a line end, and bytes."""

import json
from typing import Any

from zencho.printing.reasons import REASONS, NotPrinted


def frame(head: dict[str, Any], *bodies: bytes) -> bytes:
    """An answer; `sizes` in its head tell the bodies apart."""
    return json.dumps(head | {"sizes": [len(each) for each in bodies]}).encode() + b"\n" + b"".join(bodies)


def frame_reason(refused: NotPrinted) -> bytes:
    """The answer that there are no pages, and why."""
    return frame({"reason": refused.reason})


def unframe(answer: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Head and bodies. Raises NotPrinted where the child said why, or said nothing that makes sense."""
    first, _, rest = answer.partition(b"\n")
    try:
        head = json.loads(first)
        sizes = [int(each) for each in head["sizes"]]
    except (ValueError, KeyError, TypeError) as fault:
        raise NotPrinted("damaged") from fault
    if (reason := head.get("reason")) is not None:
        raise NotPrinted(reason if reason in REASONS else "damaged")
    bodies, at = [], 0
    for size in sizes:
        bodies.append(rest[at : at + size])
        at += size
    return head, bodies
