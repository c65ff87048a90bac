"""A bundle becomes an ordinary file in a folder: with the same bytes, and no label lower than what went
in."""

from typing import Any, Literal
from uuid import UUID

from zencho.audit.record import record
from zencho.drive.actions.rows import Content, free_name_in
from zencho.drive.actions.things import add_file
from zencho.drive.names import MOST_CHARACTERS, clean_name
from zencho.drive.tables import Node
from zencho.gate.opening import Opened
from zencho.printing.problems import BundleNotReady
from zencho.printing.tables import Bundle

PDF = "application/pdf"


async def save(
    opened: Opened[UUID, Any], bundle: Bundle, folder: Opened[Node, Literal["folder.add"]]
) -> Node:
    """The file, under the bundle's title or the next name that is free. Raises BundleNotReady, NameTaken."""
    work = opened.work
    content = content_of(bundle)
    name = await free_name_in(work, folder.ref.id, file_name(bundle), is_folder=False)
    node = await add_file(folder, name=name, content=content, least_label=bundle.label)
    await record(
        work, "bundle.save", None, bundle=str(bundle.id), file=str(node.thing_id), folder=str(folder.ref.id)
    )
    return node


def content_of(bundle: Bundle) -> Content:
    """Its bytes. Raises BundleNotReady."""
    if bundle.state != "done" or bundle.blob_id is None:
        raise BundleNotReady
    assert bundle.size_bytes is not None and bundle.sha256 is not None  # kept together
    return Content(bundle.blob_id, bundle.size_bytes, bundle.sha256, PDF)


def file_name(bundle: Bundle) -> str:
    """Its title as the name of a file."""
    return clean_name(bundle.title[: MOST_CHARACTERS - 4].rstrip() + ".pdf")
