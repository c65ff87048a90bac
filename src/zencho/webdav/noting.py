"""PROPPATCH: what a client notes at a thing, all of it or nothing."""

from xml.etree.ElementTree import Element

from fastapi import Response

from zencho.drive import rules
from zencho.gate import opening as gate
from zencho.webdav.actions.locks import expect_free
from zencho.webdav.actions.properties import note_properties
from zencho.webdav.answers import XML, Turned
from zencho.webdav.calling import Call
from zencho.webdav.elements import DAV, LANG, multistatus, named, read_body, write_element, write_response
from zencho.webdav.headers import write_path
from zencho.webdav.properties import LIVE

PROTECTED = "<D:error><D:cannot-modify-protected-property/></D:error>"


async def proppatch(call: Call) -> Response:
    """What each thing is by itself stays as it is; all else is kept as it comes."""
    noted, gone = _read_changes(await read_body(call.request.stream()))
    async with call.begin() as work:
        place = await call.find(work)
        if place.node is None:
            raise gate.Unseen if place.names else Turned(403)
        await expect_free(work, place, call.asked_if.tokens)
        opened = await gate.open(work, rules.THING_RENAME, place.node.thing_id)
        tags = [*noted, *gone]
        protected = [tag for tag in tags if tag in LIVE]
        if not protected:
            await note_properties(opened, noted, gone)
    href = write_path(place.names, is_folder=place.node.kind == "folder")
    if protected:
        others = [named(tag) for tag in tags if tag not in LIVE]
        by_status = {403: [named(tag) for tag in protected]} | ({424: others} if others else {})
        body = write_response(href, by_status, error=PROTECTED)
    else:
        body = write_response(href, {200: [named(tag) for tag in tags]})
    return Response(multistatus([body]), 207, media_type=XML)


def _read_changes(body: Element | None) -> tuple[dict[str, str], list[str]]:
    """(elements to note by their names, names to forget), each as the last instruction has it."""
    if body is None or body.tag != f"{DAV}propertyupdate":
        raise Turned(400)
    noted: dict[str, str] = {}
    gone: dict[str, None] = {}
    for step in body:
        if step.tag not in (f"{DAV}set", f"{DAV}remove"):
            continue
        for props in step.findall(f"{DAV}prop"):
            lang = props.get(LANG) or step.get(LANG) or body.get(LANG)
            for element in props:
                if step.tag == f"{DAV}set":
                    gone.pop(element.tag, None)
                    noted[element.tag] = write_element(element, lang=lang)
                else:
                    noted.pop(element.tag, None)
                    gone[element.tag] = None
    if not noted and not gone:
        raise Turned(400)
    return noted, list(gone)
