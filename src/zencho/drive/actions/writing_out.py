"""Writing out who can see a thing, for whoever manages its sharing: names of staff as a file, so recorded."""

from typing import Literal

from zencho.audit.record import record
from zencho.drive import spreadsheet
from zencho.drive.queries.readers import list_all_readers
from zencho.drive.tables import Node
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role

HEAD = ("氏名", "ふりがな", "所属", "できること")
ROLES = {
    Role.VIEWER: "閲覧者",
    Role.COMMENTER: "閲覧者(コメント可)",
    Role.EDITOR: "編集者",
    Role.MANAGER: "共有管理者",
}


async def write_out_readers(opened: Opened[Node, Literal["thing.share"]]) -> str:
    """Everybody who sees the thing now, by reading -> CSV that Excel opens."""
    readers = await list_all_readers(opened)
    lines = [HEAD, *((name, reading, place, ROLES[role]) for name, reading, place, role in readers)]
    await record(opened.work, "readers.write_out", opened.ref, people=len(readers))
    return spreadsheet.MARK + "".join(map(spreadsheet.line, lines))
