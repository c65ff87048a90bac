"""Word files made by hand: python-docx writes no ruby, no notes, no lists of its own, no recorded changes."""

import io
import zipfile
from collections.abc import Mapping

from zencho.documents.imported import Imported

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    parts: Mapping[str, bytes | str] | None = None,
    relations: Mapping[str, str] | None = None,
) -> bytes:
    """A .docx of a body.

    `parts` are further parts by name under word/; `relations` lead from an id to "kind target", where a
    target with a colon is outside.
    """
    held: dict[str, bytes | str] = {"document.xml": _root("document", f"<w:body>{body}</w:body>")}
    listed = dict(relations or {})
    if styles:
        held["styles.xml"] = _root("styles", styles)
        listed["rIdStyles"] = "styles styles.xml"
    if numbering:
        held["numbering.xml"] = _root("numbering", numbering)
        listed["rIdNumbering"] = "numbering numbering.xml"
    for name, content in (parts or {}).items():
        held[name] = (
            content if isinstance(content, bytes) or content.startswith("<?") else _rooted(name, content)
        )
    held["_rels/document.xml.rels"] = _relations(listed)
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": _relations({"rId1": "officeDocument word/document.xml"}),
            **{f"word/{name}": content for name, content in held.items()},
        }
    )


def zipped(entries: Mapping[str, bytes | str]) -> bytes:
    """A zip of these entries."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return into.getvalue()


def _root(tag: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {W} {R} {MORE}>{inner}</w:{tag}>'


def _rooted(name: str, inner: str) -> str:
    return _root(name.removesuffix(".xml").rstrip("0123456789"), inner)


def _relations(listed: Mapping[str, str]) -> str:
    lines = []
    for name, said in listed.items():
        kind, target = said.split(" ", 1)
        mode = ' TargetMode="External"' if ":" in target else ""
        lines.append(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>')
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(letters: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{letters}</w:t></w:r>'


def style(name: str, identity: str, inner: str = "", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{based}{inner}</w:style>'
    )


def told(imported: Imported) -> dict[str, int]:
    """How many of each kind were left out."""
    counts: dict[str, int] = {}
    for left in imported.left_out:
        counts[left.code] = counts.get(left.code, 0) + left.count
    return counts


def fields(*steps: str) -> str:
    made = {"begin", "separate", "end"}
    return "".join(
        f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'
        if step in made
        else f"<w:r><w:instrText>{step[1:]}</w:instrText></w:r>"
        if step.startswith("=")
        else r(step)
        for step in steps
    )


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def drawing(inner: str) -> str:
    return f'<w:r><w:drawing><wp:inline><wp:extent cx="3810000" cy="1"/>{inner}</wp:inline></w:drawing></w:r>'
