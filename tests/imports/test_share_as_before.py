"""Old rights on new folders: given by name, closed before anything lies inside, the unknown listed, people
counted."""

import pytest

from tests.drive.conftest import PERSONAS, Section
from tests.imports.conftest import OLD_ROOT, OldShare
from zencho.gate.permissions import Role
from zencho.imports.acl import MapUnreadable, OldRights, read_rights
from zencho.imports.old_paths import fold_path
from zencho.imports.sharing import Receivers, Sharing, count_viewers, find_receivers, list_unknown

LIST = """path,principal,right,inherit,here,owner
Z:\\契約管理課\\公開,MIHON\\財政課,W,yes,,
人事,MIHON\\jinji-g,R,no,他人五,
人事,MIHON\\だれか,F,no,,
人事\\別,MIHON\\020005,R,yes,,
公開\\表.txt,,,,,MIHON\\020001
"""
ROOT = fold_path(OLD_ROOT)


async def prepared(section: Section, content: str = LIST) -> tuple[OldRights, Receivers]:
    rights = read_rights(content.encode(), ROOT)
    async with section.world.as_system() as work:
        return rights, await find_receivers(work, rights)


async def seen_by(share: OldShare, path: str) -> list[str]:
    """Who finds it by its old path."""
    found = {name: await share.find(f"{OLD_ROOT}\\{path}", by=name) for name in PERSONAS}
    # Of its path each is told as much as they may know: the name always.
    file = path.rpartition("\\")[2]
    return [name for name, hits in found.items() if any(hit["was_at"].endswith(file) for hit in hits)]


async def test_folders_are_shared_as_they_were(share: OldShare) -> None:
    share.write_all({"公開/表.txt": b"1", "人事/評定.txt": b"2", "人事/別/他.txt": b"3", "他/x.txt": b"4"})
    rights, receivers = await prepared(share.section)
    owners = rights.owners
    counts = await share.bring(
        share=Sharing(rights, receivers).share,
        owner_of=lambda entry: receivers.persons.get(owners.get(entry.path_key.text, "")),
        notes=list_unknown(rights, receivers, OLD_ROOT),
    )
    assert counts.brought == 4
    assert await seen_by(share, "他\\x.txt") == ["管理 一", "編集 二", "意見 三", "閲覧 四"]
    assert await seen_by(share, "人事\\評定.txt") == ["管理 一", "他人 五"]
    assert await seen_by(share, "人事\\別\\他.txt") == ["管理 一", "他人 五", "取消 六"]
    folder = (await share.item("公開"))["id"]
    sharing = (await share.section["管理"].get(f"/api/things/{folder}/sharing")).json()
    given = {(each["party"]["kind"], each["role"]) for each in sharing["shares"] if not each["inherited"]}
    assert given == {("unit", "editor")}
    assert [(left.reason, left.detail) for left in share.told] == [("unknown_principal", "MIHON\\だれか")]
    item = await share.item("表.txt", folder)
    assert item["modified_by"] == str(share.section.id_of("編集"))


async def test_what_was_changed_here_since_stays(share: OldShare) -> None:
    share.write("人事/評定.txt")
    rights, receivers = await prepared(share.section)
    await share.bring(share=Sharing(rights, receivers).share)
    folder = (await share.item("人事"))["id"]
    await share.section.share(folder, take=[share.section.person("他人")])
    await share.bring(share=Sharing(rights, receivers).share)
    assert await seen_by(share, "人事\\評定.txt") == ["管理 一"]


async def test_nobodys_bell_rings(share: OldShare) -> None:
    async def announced(name: str) -> int:
        async with share.section.world.as_system() as work:
            [row] = await work.ask("SELECT count(*) FROM outbox WHERE name = %(name)s", name=name)
        return int(row[0])

    share.write("人事/評定.txt")
    rights, receivers = await prepared(share.section)
    given, changed = await announced("AccessGiven"), await announced("AccessChanged")
    await share.bring(share=Sharing(rights, receivers).share)
    assert await announced("AccessGiven") == given
    assert await announced("AccessChanged") > changed


async def test_people_are_counted_before(share: OldShare) -> None:
    rights, receivers = await prepared(share.section)
    async with share.section.world.as_system() as work:
        [row] = await work.ask("SELECT anchor FROM thing WHERE id = %(id)s", id=share.section.root)
        counted = dict(await count_viewers(work, row.anchor, rights, receivers))
    # The manager, the person of jinji-g; below, one more; the open folder's are those of the drive.
    root = ROOT.text
    assert counted == {f"{root}\\公開": 4, f"{root}\\人事": 2, f"{root}\\人事\\別": 3}


async def test_everyone_may_not_share(share: OldShare) -> None:
    content = "path,principal,right,here\n公開,Everyone,F,全員\n"
    rights, receivers = await prepared(share.section, content)
    share.write("公開/x.txt")
    await share.bring(share=Sharing(rights, receivers).share)
    assert await seen_by(share, "公開\\x.txt") == list(PERSONAS)
    answer = await share.section["他人"].get(f"/api/things/{(await share.item('公開'))['id']}")
    assert "thing.rename" in answer.json()["item"]["abilities"]
    assert "thing.share" not in answer.json()["item"]["abilities"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_the_list_is_read_in_either_encoding(encoding: str) -> None:
    content = "場所,相手,権限,継承\n人事,庁内\\人事課,フルは f,いいえ\n".replace("フルは f", "F").encode(
        encoding
    )
    rules = read_rights(content, ROOT).folders[f"{ROOT.text}\\人事"]
    assert (rules.gives, rules.inherits) == ({"庁内\\人事課": Role.MANAGER}, False)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("name,right\na,R\n", 1),
        ("path,principal,right\na,b,X\n", 2),
        ("path,principal,right,inherit\na,b,R,yes\na,c,R,maybe\n", 3),
        ("", 1),
    ],
)
def test_an_unclear_line_is_named(content: str, line: int) -> None:
    with pytest.raises(MapUnreadable) as error:
        read_rights(content.encode(), ROOT)
    assert error.value.line == line
