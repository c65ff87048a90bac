"""Who can see this, and why, over HTTP; the chains themselves are proved in tests/gate."""

from uuid import uuid4

from tests.drive.conftest import Section


async def test_who_may_ask(section: Section) -> None:
    path = f"/api/things/{section.root}/reasons"
    params = {"person": str(section.id_of("編集"))}
    assert await section.statuses("GET", path, params=params) == [200] * 4 + [404] * 3


async def test_the_way_in(section: Section) -> None:
    file = await section.file("a", await section.folder("中"))
    params = {"person": str(section.id_of("閲覧"))}
    answer = (await section["意見"].get(f"/api/things/{file}/reasons", params=params)).json()
    assert (answer["allowed"], answer["role"], answer["until"]) == (True, "viewer", None)
    (chain,) = answer["chains"]
    assert chain["links"][0]["party"] == section.person("閲覧")
    assert chain["links"][-1]["belongs_to"] == section.unit("財政課")
    assert [link["belongs_to"]["kind"] for link in chain["links"]] == ["post", "unit"]
    assert chain["share"]["party"] == section.unit("財政課")
    assert chain["share"]["where"] == chain["down"][0] == str(section.root)
    assert (len(chain["down"]), chain["down"][-1]) == (3, str(file))
    assert answer["remedy"]["people"] == 1
    assert [share["party"] for share in answer["remedy"]["take"]] == [section.unit("財政課")]


async def test_no_way_in(section: Section) -> None:
    params = {"person": str(section.id_of("他人"))}
    answer = (await section["意見"].get(f"/api/things/{section.root}/reasons", params=params)).json()
    assert (answer["allowed"], answer["role"], answer["chains"]) == (False, None, [])
    assert answer["remedy"] == {"take": [], "give": "viewer", "needs": {}, "people": 0}


async def test_what_lies_above_sight_has_no_id(section: Section) -> None:
    folder = await section.folder("閉")
    file = await section.file("a", folder)
    keep = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(folder, give=keep, inherits=False)
    await section.share(file, give=[{"party": section.person("他人"), "role": "viewer"}])
    params = {"person": str(section.id_of("管理"))}
    answer = (await section["他人"].get(f"/api/things/{file}/reasons", params=params)).json()
    (chain,) = answer["chains"]
    assert chain["down"] == [None, str(file)]
    assert chain["share"]["where"] is None


async def test_what_makes_no_sense(section: Section) -> None:
    path = f"/api/things/{section.root}/reasons"
    answer = await section["管理"].get(path, params={"person": str(uuid4())})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_party")
    params = {"person": str(section.id_of("管理")), "permission": "file.download"}
    assert (await section["管理"].get(path, params=params)).status_code == 422
