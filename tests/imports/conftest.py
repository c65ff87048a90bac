"""An old share on this machine's disk, and bringing it into the section's shared drive."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from zencho.drive.rules import FOLDER_ADD
from zencho.gate import opening as gate
from zencho.gate.actors import AnyActor, System
from zencho.imports.actions import begin_import
from zencho.imports.bringing import Order, bring, look
from zencho.imports.counting import Counts
from zencho.imports.old_paths import fold_path
from zencho.imports.walking import Left, make_key

OLD_ROOT = "Z:\\契約管理課"
SEPTEMBER = 1_725_148_800  # 2024-09-01 09:00 in Japan


@dataclass
class OldShare:
    """`folder` is what was mounted; `told` is what the last run had to say."""

    section: Section
    folder: Path
    told: list[Left] = field(default_factory=list)

    def write(self, path: str | bytes, content: bytes = b"text", *, at: float = SEPTEMBER) -> bytes:
        """A file with its folders, last changed at that moment -> its path as bytes."""
        target = os.path.join(os.fsencode(self.folder), path if isinstance(path, bytes) else path.encode())
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(content)
        os.utime(target, (at, at))
        return target

    def write_all(self, files: Mapping[str, bytes]) -> None:
        for path, content in files.items():
            self.write(path, content)

    def order(self, *, actor: AnyActor | None = None, target: UUID | None = None, **more: Any) -> Order:
        self.told = []
        return Order(
            source=os.fsencode(self.folder),
            target=target or self.section.root,
            old_root=more.pop("old_root", OLD_ROOT),
            actor=actor or System("import"),
            tell=self.told.append,
            **more,
        )

    async def bring(self, **order: Any) -> Counts:
        return await bring(self.section.world.database, self.order(**order))

    async def look(self, **order: Any) -> Counts:
        return await look(self.section.world.database, self.order(**order))

    def reasons(self) -> dict[str, str]:
        """What was told, by the last name of the old path."""
        return {left.path.rpartition("\\")[2]: left.reason for left in self.told}

    async def tree(self, where: UUID | None = None) -> dict[str, Any]:
        """Everything in the drive: names of folders with what is in them, names of files with their bytes."""
        found: dict[str, Any] = {}
        browser = self.section["管理"]
        answer = await browser.get(f"/api/folders/{where or self.section.root}/items", params={"limit": 500})
        for item in answer.json()["items"]:
            if item["kind"] == "folder":
                found[item["name"]] = await self.tree(item["id"])
            else:
                found[item["name"]] = (await browser.get(f"/api/files/{item['id']}/content")).content
        return found

    async def item(self, name: str, where: UUID | None = None) -> dict[str, Any]:
        answer = await self.section["管理"].get(
            f"/api/folders/{where or self.section.root}/items", params={"limit": 500}
        )
        return next(each for each in answer.json()["items"] if each["name"] == name)

    async def find(self, query: str, *, by: str = "管理") -> list[dict[str, Any]]:
        answer = await self.section[by].get("/api/search", params={"query": query})
        assert answer.status_code == 200, answer.text
        return answer.json()["hits"]  # type: ignore[no-any-return]


@pytest.fixture
def share(section: Section, tmp_path: Path) -> OldShare:  # noqa: F811
    folder = tmp_path / "old"
    folder.mkdir()
    return OldShare(section, folder)


async def begun(section: Section) -> UUID:  # noqa: F811
    """A run into the section's drive that has just begun -> its id."""
    async with section.world.as_system() as work:
        folder = await gate.open(work, FOLDER_ADD, section.root)
        share, root = make_key(section.root, OLD_ROOT.encode()), fold_path(OLD_ROOT)
        return await begin_import(folder, share=share, old_root=root, root_path=OLD_ROOT, expected=None)
