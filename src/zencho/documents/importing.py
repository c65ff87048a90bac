"""A file that a person dropped becomes blocks, read in a child process with bounds."""

from typing import Final, Literal, get_args

from zencho.documents.docx import read_docx
from zencho.documents.imported import Imported, pack, pack_problem, unpack
from zencho.documents.markdown import read_markdown
from zencho.drive.office.unreadable import FileDamaged, FileNotRead, FileTakesTooLong
from zencho.kernel.children import MIB, Bounds, ChildFailed, ChildOutOfMemory, ChildOutOfTime, Children

Kind = Literal["word", "markdown"]

BOUNDS: Final = Bounds(seconds=60, memory_bytes=1024 * MIB)

#: What the name of a file says about its bytes; the bytes are looked at all the same.
ENDINGS: Final[dict[str, Kind]] = {
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".doc": "word",
    ".md": "markdown",
    ".markdown": "markdown",
}


def kind_of(name: str) -> Kind | None:
    """What a file of this name would be read as; None when it cannot become a document."""
    return next((kind for ending, kind in ENDINGS.items() if name.lower().endswith(ending)), None)


async def import_file(children: Children, kind: Kind, content: bytes) -> Imported:
    """Reads a file in a child. Raises a `FileNotRead` that says what is so with the file."""
    try:
        packed = await children.run(
            "zencho.documents.importing:convert", kind.encode() + b"\n" + content, BOUNDS
        )
    except (ChildOutOfTime, ChildOutOfMemory) as bound:
        raise FileTakesTooLong(**bound.params) from bound
    except ChildFailed as fault:
        raise FileDamaged from fault
    return unpack(packed)


def convert(payload: bytes) -> bytes:
    """Inside the child: the kind of file and its bytes in, what `unpack` reads out."""
    named, _, content = payload.partition(b"\n")
    kind = named.decode()
    assert kind in get_args(Kind)
    try:
        return pack(read_docx(content) if kind == "word" else read_markdown(content))
    except FileNotRead as problem:
        return pack_problem(problem)
    except RecursionError:
        return pack_problem(FileDamaged())
