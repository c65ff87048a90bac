"""A file of the section, and what its people say beside it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from tests.documents.conftest import settled  # noqa: F401 - pytest finds fixtures by name
from tests.drive.conftest import Section, section  # noqa: F401


@dataclass
class Talk:
    """A file made by the editor, and its comments."""

    section: Section
    file: UUID

    @property
    def path(self) -> str:
        return f"/api/files/{self.file}/comments"

    async def say(self, body: str, *, by: str = "意見", **more: Any) -> str:
        answer = await self.section[by].post(self.path, json={"body": body} | more)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def do(self, method: str, path: str, *, by: str = "意見", **sent: Any) -> tuple[int, str | None]:
        answer = await self.section[by].request(method, f"{self.path}/{path}", **sent)
        return answer.status_code, answer.json()["code"] if answer.content else None

    async def page(self, *, by: str = "閲覧", **params: Any) -> dict[str, Any]:
        answer = await self.section[by].get(self.path, params=params)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def bodies(self, *, by: str = "閲覧", **params: Any) -> list[list[str]]:
        """The words of each thread, those of its first comment first."""
        threads = (await self.page(by=by, **params))["threads"]
        return [[each["body"] for each in (thread["first"], *thread["answers"])] for thread in threads]

    async def count(self) -> int:
        """What the list shows in the file's row."""
        page = (await self.section["閲覧"].get(f"/api/folders/{self.section.root}/items")).json()
        return int(next(each["comments"] for each in page["items"] if each["id"] == str(self.file)))


@pytest.fixture
async def talk(section: Section) -> Talk:  # noqa: F811
    return Talk(section, await section.file("見積書.txt", by="編集"))


def mention(section: Section, persona: str) -> str:  # noqa: F811
    """As it stands in the words of a comment."""
    return f"@{{{section.id_of(persona)}}}"
