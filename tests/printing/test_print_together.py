"""Bundles: who may, in which order, what is stamped, what stands for what cannot be, and whose they are."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from tests.drive.test_quota import set_limit
from tests.printing.conftest import Printing, pdf, words_of
from zencho.drive import flowing
from zencho.entry.city import office, pictures
from zencho.gate.actors import System
from zencho.kernel import clock
from zencho.kernel.blobs import Blobs, DiskFull
from zencho.printing import queries
from zencho.printing.actions import beginning, going_on
from zencho.printing.actions.beginning import forget_expired, tell_stalled

A4, A3 = (595, 842), (842, 1191)
EVERYBODY = [200, 200, 200, 200, 404, 404, 404]
_PNG = pictures.bar_chart([1.0, 3.0, 2.0])


def sizes_of(content: bytes) -> list[tuple[int, int]]:
    pages = PdfReader(BytesIO(content)).pages
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages]


async def _mixed(printing: Printing) -> list[UUID]:
    """Eight things as a clerk has them for the assembly."""
    section = printing.section
    slides = office.slides_file("説明会", [("ねらい", ["庁内でそろえます。"])])
    files = {
        "議案.pdf": pdf((595.28, 841.89), (841.89, 595.28)),
        "写真.png": _PNG,
        "予算.xlsx": office.excel_file("予算", [["款", "額"], ["総務費", "1000"]]),
        "説明.pptx": slides,
        "一覧.csv": "名前,数\n椅子,3\n".encode(),
        "覚え.txt": "覚え書き\n二行目".encode("cp932"),
    }
    ids = [await section.file(name, content=content) for name, content in files.items()]
    for name, content in (("議事録.md", "# 決めたこと\n\n- **予算**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),):
        made = await section["管理"].post(
            f"/api/folders/{section.root}/documents/import", params={"name": name}, content=content.encode()
        )
        ids.append(UUID(made.json()["id"]))
    return [*ids, await section.file("要領.md", content="# 要領\n\n1. 一\n2. 二\n".encode())]


async def test_eight_things_become_one_pdf(printing: Printing) -> None:
    ids = await _mixed(printing)
    bundle = await printing.make(*ids)
    assert (bundle["state"], bundle["done"], bundle["total"]) == ("done", 8, 8)
    assert {part["reason"] for part in bundle["parts"]} == {None}
    content = await printing.content(bundle)
    words = words_of(content)
    assert len(words) == bundle["pages"] == 1 + sum(part["pages"] for part in bundle["parts"])
    assert words[0].startswith("市議会資料目次")
    assert all(f"資料{n}" in words[0] for n in range(1, 9))
    assert "資料1" in words[1] and f"2/{len(words)}" in words[1]
    assert "決めたこと" in "".join(words) and "覚え書き" in "".join(words)
    outline = PdfReader(BytesIO(content)).outline
    assert [entry.title for entry in outline][:2] == ["目次", "資料1 議案"]  # type: ignore[union-attr]
    assert set(sizes_of(content)) == {A4, (842, 595)}


async def test_without_contents_marks_and_numbers_on_a3(printing: Printing) -> None:
    id_ = await printing.section.file("議案.pdf", content=pdf((100, 200)))
    things = [{"id": str(id_)}]
    bundle = await printing.make(contents=False, numbers=False, paper="a3", things=things)
    content = await printing.content(bundle)
    assert (words_of(content), sizes_of(content)) == ([""], [A3])


async def test_the_order_is_the_one_asked_for(printing: Printing) -> None:
    ids = [await printing.section.file(f"{n}.txt", content=b"word%d" % n) for n in (1, 2, 3)]
    bundle = await printing.make(ids[2], ids[0], ids[1], contents=False)
    assert [words.partition("word")[2][0] for words in words_of(await printing.content(bundle))] == list(
        "312"
    )


async def test_who_finds_things_to_print(printing: Printing) -> None:
    id_ = await printing.section.file("議案.pdf", content=pdf())
    assert (
        await printing.section.statuses("POST", "/api/bundles/things", json={"ids": [str(id_)]}) == EVERYBODY
    )


async def test_who_may_make_one_of_what(printing: Printing) -> None:
    id_ = await printing.section.file("議案.pdf", content=pdf())
    body = {"title": "資料", "things": [{"id": str(id_)}]}
    expected = [201, 201, 201, 201, 404, 404, 404]
    assert await printing.section.statuses("POST", "/api/bundles", json=body) == expected


async def test_whose_it_is(printing: Printing) -> None:
    id_ = await printing.section.file("議案.pdf", content=pdf())
    bundle = await printing.make(id_, by="閲覧")
    path = f"/api/bundles/{bundle['id']}"
    mine = [404, 404, 404, 200, 404, 404, 404]
    assert await printing.section.statuses("GET", path) == mine
    assert await printing.section.statuses("GET", f"{path}/content") == mine
    lists = [(await browser.get("/api/bundles")).json() for browser in printing.section.browsers.values()]
    assert [len(each["bundles"]) for each in lists] == [0, 0, 0, 1, 0, 0, 0]
    assert await printing.section.statuses("POST", f"{path}/stop") == mine
    assert await printing.section.statuses("DELETE", path) == [404, 404, 404, 204, 404, 404, 404]


async def test_a_folder_stands_for_what_may_be_read_inside(printing: Printing) -> None:
    section = printing.section
    top = await section.folder("議案")
    inner, hidden = await section.folder("別紙", top), await section.folder("人事", top)
    await section.file("第10号.pdf", top, content=pdf())
    await section.file("第2号.pdf", top, content=pdf())
    await section.file("図.zip", inner, content=b"PK\x03\x04" + bytes(30))
    await section.file("評価.pdf", hidden, content=pdf())
    only = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(hidden, give=only, inherits=False)
    first = await section.file("次第.txt")
    answer = await section["編集"].post("/api/bundles/things", json={"ids": [str(first), str(top)]})
    found = [(each["name"], each["folder"], each["reason"]) for each in answer.json()["things"]]
    assert found == [
        ("次第.txt", "", None),
        ("第2号.pdf", "議案", None),
        ("第10号.pdf", "議案", None),
        ("図.zip", "議案", "is_archive"),
    ]


async def test_folders_with_nothing_in_them(printing: Printing) -> None:
    top = await printing.section.folder("空")
    answer = await printing.section["管理"].post("/api/bundles/things", json={"ids": [str(top)]})
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_to_print")


async def test_too_many_things_are_refused_early(printing: Printing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_THINGS", 2)
    monkeypatch.setattr(beginning, "MOST_THINGS", 2)
    top = await printing.section.folder("多い")
    ids = [str(await printing.section.file(f"{n}.txt", top)) for n in range(3)]
    asked: dict[str, Any] = {"title": "資料", "things": [{"id": id_} for id_ in ids]}
    for path, body in (("/api/bundles/things", {"ids": [str(top)]}), ("/api/bundles", asked)):
        answer = await printing.section["管理"].post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "too_many_to_print")
        assert answer.json()["params"] == {"most": 2}


async def test_nothing_is_skipped_in_silence(printing: Printing) -> None:
    section = printing.section
    contents = {
        "鍵.pdf": pdf(password="x"),
        "禁止.pdf": pdf(password="", owner_password="x", permissions_flag=0),
        "こわれ.pdf": b"%PDF-1.7\n1 0 obj\n<<",
        "音.mp3": b"ID3" + bytes(50),
        "束.zip": b"PK\x03\x04" + bytes(50),
        "古い.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "こわれ.docx": b"PK\x03\x04" + bytes(50),
        "写真.tif": b"II*\0" + bytes(50),
        "大きい.png": _PNG[:16] + (40_000).to_bytes(4) * 2 + _PNG[24:],
        "こわれ.png": _PNG[:50],
        "なぞ.bin": bytes(range(256)),
    }
    ids = [await section.file(name, content=content) for name, content in contents.items()]
    bundle = await printing.make(*ids)
    assert (bundle["state"], bundle["total"]) == ("done", len(ids))
    assert await printing.reasons(bundle) == [
        "encrypted",
        "printing_forbidden",
        "damaged",
        "is_sound_or_film",
        "is_archive",
        "is_old_office",
        "damaged",
        "picture_format",
        "too_large",
        "damaged",
        "no_form",
    ]
    words = words_of(await printing.content(bundle))
    assert len(words) == 1 + len(ids)  # each has a page that says so
    assert words[0].count("(印刷できません)") == len(ids)
    assert "パスワードで保護されている" in words[1] and "鍵.pdf" in words[1] and "資料1" in words[1]


async def test_a_right_taken_back_meanwhile_leaves_a_thing_out(printing: Printing) -> None:
    section = printing.section
    ids = [await section.file(f"{n}.txt", content=b"secret%d" % n) for n in range(3)]
    bundle = await printing.begin(*ids, uuid4(), by="編集")
    await printing.step(bundle, by="編集")
    only = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(ids[1], give=only, inherits=False)
    await section["管理"].post("/api/drive/bin", json={"ids": [str(ids[2])]})
    bundle = await printing.finish(bundle, by="編集")
    assert [(part["name"], part["reason"]) for part in bundle["parts"]] == [
        ("0.txt", None),
        ("1.txt", "gone"),
        ("2.txt", "gone"),
        ("", "gone"),
    ]
    words = "".join(words_of(await printing.content(bundle, by="編集")))
    assert "secret0" in words and "secret1" not in words and "secret2" not in words


async def test_a_right_taken_back_while_its_pages_are_made(
    printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = printing.section
    id_ = await section.file("a.txt", content=b"secret")
    bundle = await printing.begin(id_, by="編集")
    made = printing.steps.press.print_thing

    async def slow(*asked: Any) -> Any:
        printed = await made(*asked)
        only = [{"party": section.person("管理"), "role": "manager"}]
        await section.share(id_, give=only, inherits=False)
        return printed

    monkeypatch.setattr(printing.steps.press, "print_thing", slow)
    await printing.step(bundle, by="編集")
    assert (await printing.show(bundle, by="編集"))["done"] == 0
    bundle = await printing.finish(bundle, by="編集")
    assert bundle["parts"][0]["reason"] == "gone"
    assert "secret" not in "".join(words_of(await printing.content(bundle, by="編集")))


async def test_signing_out_ends_it(printing: Printing) -> None:
    section = printing.section
    ids = [await section.file("a.txt"), await section.file("b.txt")]
    async with section.office.browser("管理 一") as browser:
        body = {"title": "資料", "things": [{"id": str(id_)} for id_ in ids]}
        bundle = (await browser.post("/api/bundles", json=body)).json()
        await printing.step(bundle)
        await browser.delete("/api/sessions/current")
    ended = await printing.finish(bundle)
    assert (ended["state"], ended["trouble"], ended["done"]) == ("failed", "not_signed_in", 1)
    assert await printing.rows("SELECT 1 FROM bundle_part WHERE blob_id IS NOT NULL") == []
    answer = await section["管理"].get(f"/api/bundles/{bundle['id']}/content")
    assert (answer.status_code, answer.json()["code"]) == (409, "bundle_not_ready")


async def test_a_step_told_twice_is_done_once(printing: Printing) -> None:
    ids = [await printing.section.file(f"{n}.txt") for n in range(2)]
    bundle = await printing.begin(*ids)
    for _ in range(2):
        await printing.step(bundle, turn=0)
    assert (await printing.show(bundle))["done"] == 1


async def test_stopping(printing: Printing) -> None:
    ids = [await printing.section.file(f"{n}.txt") for n in range(2)]
    bundle = await printing.begin(*ids)
    await printing.step(bundle)
    stopped = (await printing.section["管理"].post(f"/api/bundles/{bundle['id']}/stop")).json()
    assert (stopped["state"], stopped["done"]) == ("stopped", 1)
    await printing.step(stopped)
    assert (await printing.show(bundle))["done"] == 1


async def test_a_disk_that_is_full_ends_it(printing: Printing, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = await printing.begin(await printing.section.file("a.txt"))

    async def full(_blobs: Blobs, _content: bytes) -> None:
        raise DiskFull

    monkeypatch.setattr(Blobs, "put_bytes", full)
    ended = await printing.finish(bundle)
    assert (ended["state"], ended["trouble"]) == ("failed", "disk_full")


async def test_a_bundle_that_is_too_long_ends(printing: Printing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going_on, "MOST_PAGES", 3)
    ids = [await printing.section.file(f"{n}.pdf", content=pdf(A4, A4)) for n in range(2)]
    ended = await printing.make(*ids)
    assert (ended["state"], ended["trouble"], ended["done"]) == ("failed", "bundle_too_long", 1)


async def test_saving_gives_a_file_of_the_highest_label(printing: Printing) -> None:
    section = printing.section
    ids = [await section.file("a.txt"), await section.file("b.txt")]
    await section["管理"].put(f"/api/things/{ids[1]}/label", json={"label": 3})
    bundle = await printing.make(*ids)
    path, folder = f"/api/bundles/{bundle['id']}/file", await section.folder("議会")
    for name in ("市議会 資料.pdf", "市議会 資料 (2).pdf"):
        saved = await section["管理"].post(path, json={"folder": str(folder)})
        assert (saved.status_code, saved.json()["name"], saved.json()["label"]) == (201, name, 3)
    item = (await section["管理"].get(f"/api/things/{saved.json()['id']}")).json()["item"]
    assert (item["label"], item["media_type"]) == (3, "application/pdf")
    content = (await section["管理"].get(f"/api/files/{item['id']}/content")).content
    assert content == await printing.content(bundle)
    assert (await section["管理"].delete(f"/api/bundles/{bundle['id']}")).status_code == 204
    assert (await section["管理"].get(f"/api/files/{item['id']}/content")).content == content


async def test_saving_asks_for_the_folder(printing: Printing) -> None:
    id_ = await printing.section.file("a.txt")
    bundle = await printing.make(id_, by="閲覧")
    body = {"folder": str(printing.section.root)}
    answer = await printing.section["閲覧"].post(f"/api/bundles/{bundle['id']}/file", json=body)
    assert answer.status_code == 403
    body = {"folder": str(await printing.section.own("閲覧"))}
    answer = await printing.section["閲覧"].post(f"/api/bundles/{bundle['id']}/file", json=body)
    assert answer.status_code == 201


async def test_a_label_guards_the_bundle_too(printing: Printing) -> None:
    section = printing.section
    bundle = await printing.make(await section.file("a.txt"))
    await printing.rows("UPDATE bundle SET label = 4 WHERE id = %s", [bundle["id"]])
    answer = await section["管理"].get(f"/api/bundles/{bundle['id']}/content")
    assert (answer.status_code, answer.json()["params"]["rules"]) == (403, ["limited-needs-strong-sign-in"])


async def test_it_is_kept_for_seven_days(printing: Printing) -> None:
    await printing.make(await printing.section.file("a.txt"))
    try:
        for days, status in ((6.9, 200), (7.1, 404)):
            clock.offset = timedelta(days=days)
            async with printing.section.office.app.state.engine.for_jobs.work(System("purge")) as work:
                await forget_expired(work)
            left = await printing.rows("SELECT 1 FROM bundle")
            assert bool(left) is (status == 200)
    finally:
        clock.offset = timedelta(0)
    assert await printing.rows("SELECT 1 FROM bundle_part") == []
    assert len(await printing.rows("SELECT 1 FROM freed_blob")) >= 1


async def test_one_entry_says_what_went_in(printing: Printing) -> None:
    section = printing.section
    ids = [await section.file("a.txt"), await section.file("b.zip", content=b"PK\x03\x04" + bytes(30))]
    bundle = await printing.make(*ids)
    folder = await section.folder("議会")
    await section["管理"].post(f"/api/bundles/{bundle['id']}/file", json={"folder": str(folder)})
    rows = await printing.rows(
        "SELECT action, detail FROM audit_entry WHERE action LIKE 'bundle.%%' ORDER BY id"
    )
    assert [row[0] for row in rows] == ["bundle.make", "bundle.save"]
    assert (rows[0][1]["things"], rows[0][1]["left_out"]) == ([str(ids[0])], [str(ids[1])])
    assert rows[1][1]["folder"] == str(folder)


async def test_at_most_three_run_at_once(printing: Printing) -> None:
    id_ = await printing.section.file("a.txt")
    for _ in range(beginning.MOST_RUNNING):
        await printing.begin(id_)
    answer = await printing.section["管理"].post(
        "/api/bundles", json={"title": "資料", "things": [{"id": str(id_)}]}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_bundles")


async def test_a_long_name_and_a_long_title(printing: Printing) -> None:
    name = "長" * 251 + ".txt"
    bundle = await printing.make(await printing.section.file(name), title="題" * 255)
    folder = await printing.section.folder("議会")
    body = {"folder": str(folder)}
    saved = await printing.section["管理"].post(f"/api/bundles/{bundle['id']}/file", json=body)
    assert (saved.status_code, len(saved.json()["name"])) == (201, 255)
    assert len(words_of(await printing.content(bundle))) == 2


async def test_a_server_that_goes_takes_the_step_again(
    printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [await printing.section.file(f"{n}.txt", content=b"word%d" % n) for n in range(2)]
    bundle = await printing.begin(*ids)
    await printing.step(bundle)

    async def killed(*_asked: Any) -> Any:
        raise asyncio.CancelledError

    with monkeypatch.context() as away:
        away.setattr(printing.steps.press, "print_thing", killed)
        with pytest.raises(asyncio.CancelledError):
            await printing.step(bundle)
    assert (await printing.show(bundle))["done"] == 1
    bundle = await printing.finish(bundle)
    assert (bundle["state"], bundle["done"]) == ("done", 2)


async def test_what_flows_ends_with_the_right_to_it(
    printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = printing.section
    bundle = await printing.make(await section.file("a.txt", content=b"one"))
    path, get = f"/api/bundles/{bundle['id']}", Blobs.get

    async def slowly(self: Blobs, id_: UUID, **span: Any) -> AsyncIterator[bytes]:
        whole = b"".join([chunk async for chunk in get(self, id_, **span)])
        yield whole[:10]
        assert (await section["管理"].delete(path)).status_code == 204
        yield whole[10:]

    monkeypatch.setattr(flowing, "ASK_AGAIN_SECONDS", 0.0)
    monkeypatch.setattr(Blobs, "get", slowly)
    answer = await section["管理"].get(f"{path}/content")
    assert len(answer.content) == 10 < int(answer.headers["content-length"])


async def test_ranges_of_the_pdf(printing: Printing) -> None:
    bundle = await printing.make(await printing.section.file("a.txt"))
    whole = await printing.content(bundle)
    path = f"/api/bundles/{bundle['id']}/content"
    part = await printing.section["管理"].get(path, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])
    beyond = await printing.section["管理"].get(path, headers={"range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.json()["code"]) == (416, "range_not_satisfiable")


async def test_no_more_jobs_wait_for_the_press_than_a_few(
    printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = await printing.section.file("a.txt")
    bundles = [await printing.begin(id_) for _ in range(3)]
    gone_on, made, at_once = asyncio.Event(), printing.steps.press.print_thing, 0

    async def slow(*asked: Any) -> Any:
        nonlocal at_once
        at_once += 1
        await gone_on.wait()
        return await made(*asked)

    monkeypatch.setattr(printing.steps.press, "print_thing", slow)
    jobs = [asyncio.create_task(printing.step(bundle)) for bundle in bundles]
    done, _ = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
    gone_on.set()
    await asyncio.gather(*jobs)
    assert (len(done), at_once) == (1, 2)
    # The third is told again as soon as a place is free.
    [third] = [each for each in bundles if (await printing.show(each))["done"] == 0]
    told = "SELECT count(*) FROM outbox WHERE name = 'BundleGoesOn' AND data->>'bundle_id' = %s"
    assert (await printing.rows(told, [third["id"]]))[0][0] == 2


async def test_what_does_not_move_is_told_again(printing: Printing) -> None:
    bundle = await printing.begin(await printing.section.file("a.txt"))
    told = "SELECT count(*) FROM outbox WHERE name = 'BundleGoesOn'"
    try:
        for minutes, count in ((1, 1), (5, 2)):
            clock.offset = timedelta(minutes=minutes)
            async with printing.section.office.app.state.engine.for_jobs.work(System("purge")) as work:
                await tell_stalled(work)
            assert (await printing.rows(told))[0][0] == count
    finally:
        clock.offset = timedelta(0)
    assert (await printing.finish(bundle))["state"] == "done"


async def test_a_bundle_that_does_not_fit_waits(printing: Printing) -> None:
    section = printing.section
    bundle = await printing.make(await section.file("a.txt", content=b"text"))
    await section.file("詰め物", content=b"x" * (2**20 - 10))
    await set_limit(section, 2**20)
    path, body = f"/api/bundles/{bundle['id']}/file", {"folder": str(section.root)}
    answer = await section["管理"].post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (507, "drive_full")
    await set_limit(section, None)
    assert (await section["管理"].post(path, json=body)).status_code == 201
