"""Blocks become a Markdown file: what `markdown.read_markdown` reads again, and other programs read too.

Colours, underlines, alignment and merged cells have no form in Markdown and are not carried.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from zencho.documents.blocks import (
    Block,
    BulletItem,
    CheckItem,
    Code,
    Content,
    Divider,
    Heading,
    Image,
    Link,
    Mention,
    NumberedItem,
    Quote,
    Table,
    Text,
)
from zencho.documents.grid import places

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>~|&])")
_LINE_SIGNS: Final = re.compile(r"^(\s*\d*)([#+\-=]|(?<=\d)[.)])", re.MULTILINE)
_ITEMS: Final = (BulletItem, NumberedItem, CheckItem)
Address = Callable[[str], str]


def write_markdown(title: str, blocks: Sequence[Block], address_of: Address = str) -> str:
    """The document under its name as the first heading; `address_of` gives the address of each picture."""
    head = f"# {_escaped(title)}\n" if title else ""
    return head + "".join(f"\n{part}\n" for part in _parts(blocks, address_of))


def _parts(blocks: Sequence[Block], address_of: Address) -> Iterator[str]:
    """Each block by itself; the items of one list as one."""
    for kind, group in groupby(blocks, key=type):
        if kind in _ITEMS:
            yield "\n".join(_items(list(group), address_of))
            continue
        for block in group:
            yield _written(block, address_of)
            yield from _parts(block.children, address_of)


def _items(items: Sequence[Block], address_of: Address) -> Iterator[str]:
    number = 0
    for item in items:
        mark = "-"
        content: Content = ()
        match item:
            case NumberedItem(start=start):
                number = start if start is not None else number + 1
                mark, content = f"{number}.", item.content
            case CheckItem(checked=checked):
                mark, content = f"- [{'x' if checked else ' '}]", item.content
            case BulletItem():
                content = item.content
        below = list(_parts(item.children, address_of))
        indent = " " * (len(mark) + 1 if isinstance(item, NumberedItem) else 2)
        text = "\n".join([f"{mark} {_inline(content)}".rstrip(), *below])
        yield text.replace("\n", f"\n{indent}")


def _written(block: Block, address_of: Address) -> str:
    match block:
        case Heading(level=level):
            return f"{'#' * level} {_inline(block.content).replace(chr(10), ' ')}"
        case Quote():
            return "> " + _inline(block.content).replace("\n", "\n> ")
        case Code(text=letters, language=language):
            longest = max((len(run) for run in re.findall(r"`+", letters)), default=0)
            fence = "`" * max(3, longest + 1)
            return f"{fence}{'' if language == 'text' else language}\n{letters}\n{fence}"
        case Divider():
            return "---"
        case Image():
            return f"![{_escaped(block.caption or block.name)}]({_address(address_of(block.url))})"
        case Table():
            return "\n".join(_rows(block))
        case _:
            return _inline(block.content)


def _rows(table: Table) -> Iterator[str]:
    """A table has a first row for headings in Markdown, if need be an empty one."""
    laid = places(table.rows)
    width = max((place.column + place.columns for row in laid for place in row), default=1)
    rows = []
    for row in laid:
        cells = [""] * width
        for place in row:
            cells[place.column] = _inline(place.cell.content).replace("\\\n", "<br>")
        rows.append(f"| {' | '.join(cells)} |")
    if not table.header_rows:
        rows.insert(0, f"|{'  |' * width}")
    yield rows[0]
    yield f"|{' --- |' * width}"
    yield from rows[1:]


def _inline(content: Content) -> str:
    pieces = []
    for piece in content:
        match piece:
            case Text():
                pieces.append(_run(piece))
            case Mention(label=label):
                pieces.append(_escaped(label))
            case Link(href=href, content=runs):
                pieces.append(f"[{''.join(map(_run, runs))}]({_address(href)})")
    return _LINE_SIGNS.sub(r"\1\\\2", "".join(pieces)) if pieces else ""


def _run(run: Text) -> str:
    if run.code:
        ticks = "`" * (max((len(each) for each in re.findall(r"`+", run.text)), default=0) + 1)
        return f"{ticks}{run.text}{ticks}" if ticks == "`" else f"{ticks} {run.text} {ticks}"
    # Spaces at the ends of what is emphasised would end the emphasis: they stand outside.
    inner = run.text.strip()
    if not inner:
        return _broken(run.text)
    start = len(run.text) - len(run.text.lstrip())
    marks = "".join(
        mark for mark, is_so in (("~~", run.strike), ("**", run.bold), ("*", run.italic)) if is_so
    )
    written = f"{marks}{_escaped(inner)}{marks[::-1]}"
    return _broken(run.text[:start]) + written + _broken(run.text[start + len(inner) :])


def _escaped(text: str) -> str:
    return _broken(_SIGNS.sub(r"\\\1", text))


def _broken(text: str) -> str:
    return text.replace("\n", "\\\n")


def _address(href: str) -> str:
    return f"<{href}>" if re.search(r"[\s()<]", href) else href
