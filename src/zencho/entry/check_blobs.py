"""`zencho check-blobs`: proves that every reference has its bytes and every byte a reference.

Runs beside a living server or instead of one; it changes nothing.
"""

import json
from typing import Final

from zencho.entry.blob_checking import Count, Fault, check_blobs
from zencho.entry.logins import open_logins
from zencho.entry.terminal import Terminal, width_of
from zencho.kernel import clock
from zencho.kernel.settings import Settings

_WRONG: Final = {
    "missing": ("中身がない", "no bytes"),
    "size_differs": ("大きさが違う", "other size"),
    "hash_differs": ("中身が変わった", "other bytes"),
    "unnamed": ("持ち主がない", "nobody's"),
    "freed_late": ("消し残り", "not removed"),
}
_HEADS: Final = (("誤り", "中身の番号", "表", "ものの番号"), ("fault", "blob", "table", "thing"))


def check(settings: Settings, terminal: Terminal, *, with_hash: bool) -> int:
    """Look at every reference and every blob, and say what is wrong -> 0 when all is well, 1 otherwise."""
    count, faults = Count(), 0
    with open_logins(settings) as dsns:
        if dsns is None:
            terminal.say("まだデータがありません", "There is no data yet")
            return 0
        found = check_blobs(
            dsns.worker,
            settings.data / "blobs",
            count,
            now=clock.now(),
            unnamed_kept_days=settings.unnamed_kept_days,
            with_hash=with_hash,
        )
        for fault in found:
            faults += 1
            _tell(fault, terminal, is_first=faults == 1)
    gibibytes = f"{count.size_bytes / 2**30:.2f} GiB"
    if terminal.as_json:
        facts = {"references": count.references, "blobs": count.blobs, "bytes": count.size_bytes}
        print(json.dumps(facts | {"faults": faults}))
    elif faults:
        terminal.say(
            f"参照 {count.references} 件、中身 {count.blobs} 件({gibibytes})に誤りが {faults} 件あります",
            f"{faults} faults in {count.references} references and {count.blobs} blobs ({gibibytes})",
        )
    else:
        terminal.say(
            f"参照 {count.references} 件、中身 {count.blobs} 件({gibibytes})に誤りはありません",
            f"No faults in {count.references} references and {count.blobs} blobs ({gibibytes})",
        )
    return 1 if faults else 0


def _tell(fault: Fault, terminal: Terminal, *, is_first: bool) -> None:
    if terminal.as_json:
        row = {"wrong": fault.wrong, "blob": str(fault.blob), "holder": fault.holder}
        row |= {"thing": str(fault.thing or ""), "expected": fault.expected, "found": fault.found}
        print(json.dumps(row))
        return
    is_ja = terminal.language == "ja"
    if is_first:
        print(_line(*_HEADS[0 if is_ja else 1]))
    what = _WRONG[fault.wrong][0 if is_ja else 1]
    print(_line(what, str(fault.blob), fault.holder, str(fault.thing or "-")))
    if fault.expected:
        terminal.say(
            f"    あるべき値 {fault.expected}、実際 {fault.found}",
            f"    expected {fault.expected}, found {fault.found}",
        )


def _line(what: str, blob: str, holder: str, thing: str) -> str:
    place = holder or "-"
    columns = ((what, 16), (blob, 38), (place, 18))
    return "".join(text + " " * max(1, width - width_of(text)) for text, width in columns) + thing
