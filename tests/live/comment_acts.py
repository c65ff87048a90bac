"""What is done with comments, for `test_every_act`."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

_COMMENTS = "/api/files/{id_}/comments"
_ONE = f"{_COMMENTS}/{{comment}}"


async def say(stage: Any) -> None:
    """Comments beside a file, as the stage is furnished with them: one to change, one that was deleted, one
    that was resolved."""
    path = f"/api/files/{stage.ids['old']}/comments"
    for name in ("comment", "deleted", "resolved"):
        made = await stage.do("POST", path, by="意見", json={"body": "確認をお願いします"})
        stage.ids[name] = UUID(made["id"])
    await stage.do("DELETE", f"{path}/{stage.ids['deleted']}", by="意見")
    await stage.do("PUT", f"{path}/{stage.ids['resolved']}/resolved", by="意見")


def list_acts(calls: Callable[..., Any]) -> dict[str, tuple[Any, ...]]:
    """By route, as the other acts."""
    mine = {"at": "old", "by": "意見"}
    add, edit, delete = f"POST {_COMMENTS}", f"PUT {_ONE}", f"DELETE {_ONE}"
    restore, resolve, reopen = f"POST {_ONE}/restored", f"PUT {_ONE}/resolved", f"DELETE {_ONE}/resolved"
    said = {"body": "直しました", "thread": "<comment>"}

    def of(route: str, name: str) -> str:
        return route.replace("{comment}", f"{{{name}}}")

    return {
        add: (calls(add, at="inside", by="編集", json={"body": "はじめに"}), calls(add, at="old", json=said)),
        edit: (calls(edit, json={"body": "直しました"}, **mine),),
        delete: (calls(delete, **mine),),
        restore: (calls(of(restore, "deleted"), **mine),),
        resolve: (calls(resolve, at="old"),),
        reopen: (calls(of(reopen, "resolved"), at="old"),),
    }
