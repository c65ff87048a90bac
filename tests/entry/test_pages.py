"""The page that holds the office editor, and no other, may frame it."""

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from zencho.entry.pages import Pages
from zencho.kernel.web import HEADERS, Guard

EDITOR = "https://office.example:9980"
SHIPPED = HEADERS[b"content-security-policy"].decode()


async def policy(folder: Path, path: str, *, framed: str | None) -> str:
    (folder / "index.html").write_text("<!doctype html>")
    app = Guard(Starlette(routes=[Mount("/", Pages(folder, framed=framed))]))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as browser:
        first = await browser.get(path)
        again = await browser.get(path, headers={"if-none-match": first.headers.get("etag", "")})
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    return first.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/drive/files/a/edit", "/drive/files/a/edit/"])
async def test_the_page_of_the_editor(tmp_path: Path, path: str) -> None:
    found = (await policy(tmp_path, path, framed=EDITOR)).split("; ")
    assert set(found) - set(SHIPPED.split("; ")) == {f"form-action {EDITOR}", f"frame-src {EDITOR}"}
    assert set(SHIPPED.split("; ")) - set(found) == {"form-action 'self'"}


@pytest.mark.parametrize(
    "path", ["/", "/drive", "/drive/files/a", "/drive/files/edit", "/a/drive/files/b/edit", "/api/x"]
)
async def test_every_other_page(tmp_path: Path, path: str) -> None:
    assert await policy(tmp_path, path, framed=EDITOR) == SHIPPED


async def test_without_an_editor(tmp_path: Path) -> None:
    assert await policy(tmp_path, "/drive/files/a/edit", framed=None) == SHIPPED
