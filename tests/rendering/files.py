"""Office files, as small as they can be."""

import io
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return into.getvalue()


def docx(*paragraphs: str, linked: Sequence[str] = (), parts: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file of these paragraphs; `linked` are addresses of pictures kept elsewhere."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    relations = ""
    for number, address in enumerate(linked):
        relations += (
            f'<Relationship Id="p{number}" Type="{_OFFICE}/image" Target="{address}" TargetMode="External"/>'
        )
        body += _picture(f"p{number}")
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType='
        '"image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    main = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{main}</Relationships>',
            "word/document.xml": (
                f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
            ),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
            ),
            **(parts or {}),
        }
    )


def _picture(relation: str) -> str:
    size = '<a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>'
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:link="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm>{size}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def odt(*paragraphs: str, section: str = "", manifest: str = "") -> bytes:
    """A text of OpenDocument; `section` is the address of a file that is to stand in it."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    if section:
        body += (
            '<text:section text:name="s"><text:section-source xlink:type="simple" xlink:show="embed" '
            f'xlink:href="{section}"/><text:p>old</text:p></text:section>'
        )
    kind = "application/vnd.oasis.opendocument.text"
    return zipped(
        {
            "mimetype": kind,
            "content.xml": (
                f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
                'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"><office:body><office:text>'
                f"{body}</office:text></office:body></office:document-content>"
            ),
            "META-INF/manifest.xml": manifest
            or (
                f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0" manifest:version="1.3">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>"
            ),
        }
    )


def rtf(words: str) -> bytes:
    return ("{\\rtf1\\ansi " + "".join(f"\\u{ord(each)}?" for each in words) + "}").encode()


def saved_as(soffice: Path, folder: Path, content: bytes, ending: str, wanted: str) -> bytes:
    """The same in another format, by LibreOffice as its user would have it."""
    source = folder / f"own.{ending}"
    source.write_bytes(content)
    subprocess.run(
        [
            *(str(soffice), f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless"),
            *("--convert-to", wanted, "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=90,
    )
    return (folder / f"own.{wanted}").read_bytes()
