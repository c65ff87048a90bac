"""Another label: up by editors, down by those who manage."""

from tests.drive.conftest import Section


async def test_who_may(section: Section) -> None:
    id_ = await section.folder("前")
    path = f"/api/things/{id_}/label"
    #                                                       manager editor commenter viewer stranger …
    assert await section.statuses("PUT", path, json={"label": 3}) == [200, 200, 403, 403, 404, 404, 404]


async def test_only_managers_lower_it(section: Section) -> None:
    id_ = await section.folder("前")
    path = f"/api/things/{id_}/label"
    assert (await section["編集"].put(path, json={"label": 3})).json()["label"] == 3
    answer = await section["編集"].put(path, json={"label": 2})
    assert (answer.status_code, answer.json()["code"]) == (403, "label_only_rises")
    assert (await section["管理"].put(path, json={"label": 2})).json()["label"] == 2


async def test_nobody_raises_it_beyond_what_they_may_see(section: Section) -> None:
    id_ = await section.file("a")
    answer = await section["管理"].put(f"/api/things/{id_}/label", json={"label": 4})
    assert (answer.status_code, answer.json()["code"]) == (403, "refused")
    assert answer.json()["params"]["needs"] == {"assurance": 2}
    assert (await section["管理"].get(f"/api/things/{id_}")).json()["item"]["label"] == 2


async def test_limited_things_open_for_strong_sign_in_only(section: Section) -> None:
    id_ = await section.file("a")
    async with section.office.browser("管理 一", how="passkey") as browser:
        answer = await browser.put(f"/api/things/{id_}/label", json={"label": 4})
    assert answer.json()["label"] == 4
    assert await section.world.may(await section.actor("閲覧"), "thing.read", id_) == "refused"
    assert await section.world.may(await section.actor("閲覧", assurance=2), "thing.read", id_) == "open"


async def test_what_is_put_inside_has_the_label_of_its_folder(section: Section) -> None:
    id_ = await section.folder("前")
    await section["管理"].put(f"/api/things/{id_}/label", json={"label": 3})
    inside = await section.file("a", id_)
    assert (await section["管理"].get(f"/api/things/{inside}")).json()["item"]["label"] == 3
