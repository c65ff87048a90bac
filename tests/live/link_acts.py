"""What is done with receive links, for `test_every_act`."""

from collections.abc import Callable
from typing import Any

_LINKS = "/api/folders/{id_}/receive-links"
_LINK = "/api/things/{id_}/link"
_BEFORE = "nothing is in the folder before it was sent"
NO_ACT = {
    f"POST {_LINKS}/{{link}}/secret": "another address of the same link, told to who asked",
    "POST /api/receive/look": "reads: what a holder is told",
    "POST /api/receive/begin": _BEFORE,
    "PUT /api/receive/files": _BEFORE,
    "DELETE /api/receive/files/{id_}": _BEFORE,
    f"POST {_LINK}/addresses": "another address of the same link, told to who asked",
    f"POST {_LINK}/renewal": "sends away whoever came by it, here nobody: tests/links/test_share_link.py",
    "POST /api/shared/open": "as joining a group: below, how many see a thing is read anew with its page",
    "POST /api/shared/look": "reads: what an address is",
}


async def make_link(stage: Any, ends_on: str) -> None:
    """A link into the inner folder, as the stage is furnished with it."""
    wanted = {"subject": "提出", "ends_on": ends_on}
    made = await stage.do("POST", f"/api/folders/{stage.ids['inner']}/receive-links", json=wanted)
    stage.ids["link"], stage.secret = made["id"], made["url"].partition("#")[2]


async def send_files(stage: Any) -> None:
    """Somebody outside hands a file in; who is signed in where it is done does not matter."""
    token = (await stage.do("POST", "/api/receive/begin", json={"secret": stage.secret}))["token"]
    headers = {"X-Reception": token, "X-Expected-Size": "4"}
    await stage.do("PUT", "/api/receive/files", params={"name": "a.txt"}, content=b"text", headers=headers)
    await stage.do("POST", "/api/receive/send", json={"sender": "株式会社みほん"}, headers=headers)


async def share_by_link(stage: Any) -> None:
    """The link of the drive, as the stage is furnished with it; nobody has come by it yet."""
    await stage.do("PUT", f"/api/things/{stage.ids['root']}/link", json={"scope": "agency"})


def list_acts(calls: Callable[..., Any], ends_on: str) -> dict[str, tuple[Any, ...]]:
    """By route, as the other acts."""
    make, end, stop = f"POST {_LINKS}", f"PUT {_LINKS}/{{link}}/end", f"DELETE {_LINKS}/{{link}}"
    return {
        make: (calls(make, at="inner", json={"subject": "図面", "ends_on": ends_on}),),
        end: (calls(end, at="inner", json={"ends_on": ends_on}),),
        stop: (calls(stop, at="inner"),),
        "POST /api/receive/send": (send_files,),
        f"PUT {_LINK}": (calls(f"PUT {_LINK}", at="file", json={"scope": "agency"}),),
        f"DELETE {_LINK}": (calls(f"DELETE {_LINK}", at="root"),),
    }
