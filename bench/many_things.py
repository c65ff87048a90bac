"""A city hall's worth of things by COPY: a million of them in fifty thousand folders, 16,000 people.

The shape: 400 shared drives, each given to one unit and one group, with 125 folders below in up to
five levels (every folder an anchor), 19 files in each. Two people belong to so many units that they
reach 800 and 5,000 anchors. In each of their reach lies the folder that is listed: 1,000 children, of
which 100 are folders and 50 files shared by themselves. One drive more holds 20,000 things, to be shared.
"""

import hashlib
import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import psycopg

from zencho.drive.names import Keys, keys_of

PEOPLE, DRIVES, FOLDERS_EACH, FILES_EACH = 16_000, 400, 125, 19
BIG, BIG_FOLDERS = 399, 1_000
CHILDREN, CHILD_FOLDERS, CHILD_SHARED = 1_000, 100, 50
NOW = datetime.now(UTC).replace(microsecond=0)
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
# Names of files by chance: what, which paper; some words are in half of all names, some in one of thousands.
SUBJECTS = (
    "庁舎清掃", "公用車", "物品購入", "工事請負", "賃貸借", "委託契約", "予算要求",
    "決算見込", "補助金", "使用料", "窓口混雑", "防災訓練", "避難所", "学校給食",
    "保育所", "介護認定", "国民健康保険", "生活支援", "子育て", "図書館", "下水道",
    "街路樹", "道路占用", "公園管理", "都市計画", "建築確認", "空き家", "耐震診断",
    "市営住宅", "ごみ収集", "選挙事務", "統計調査", "広報紙", "情報公開", "個人情報",
    "人事異動", "研修計画", "給与支給", "健康診断", "福利厚生", "髙齢者見守り", "神﨑橋架替",
    "𠮷田地区ほ場", "ペット火葬場", "花火大会", "姉妹都市", "国際交流", "観光案内", "伝統産業",
    "企業誘致",
)  # fmt: skip
PAPERS = (
    "資料", "打合せ議事録", "仕様書(案)", "積算内訳", "通知文",
    "報告書", "様式第3号", "名簿", "写真", "回答一覧",
)  # fmt: skip
YEARS = ("令和6年度", "令和7年度", "R8", "平成31年度", "")
NODE = (
    "thing_id, anchor, kind, folder, root, owner, rank, name, name_key, sort_key, find_key, grams,"
    " size_bytes, media_type, created_at, modified_at"
)


@dataclass(frozen=True)
class Reader:
    """One who asks: the case, the cookie's token, how many anchors are reached, and the folder asked for."""

    name: str
    token: str
    anchors: int
    folder: UUID


@dataclass
class _Draft:
    """Rows to be copied, and the numbers given so far."""

    random: random.Random
    principals: int = 10
    anchors: int = 10
    grants: int = 100

    def id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128))


def fill(superuser: str) -> list[Reader]:
    """Write everything into an empty, migrated database -> those who list."""
    draft = _Draft(random.Random(16_000))
    with psycopg.connect(superuser) as connection:
        # A million rows at once: what they point at is right by construction.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        connection.execute("DROP INDEX ix_node_grams")
        units, readers = _people(connection, draft)
        folders = _drives(connection, draft, units)
        made = [
            Reader(
                name,
                token,
                anchors,
                folders[drive][0][0]
                if drive == BIG
                else _folder_to_list(connection, draft, folders[drive][0]),
            )
            for name, token, anchors, drive in readers
        ]
        connection.execute("CREATE INDEX ix_node_grams ON node USING gin (grams)")
        for table in ("principal", "anchor", "grant"):
            connection.execute(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), 10000000)")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return made


def _copy(connection: psycopg.Connection[Any], target: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor().copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _people(
    connection: psycopg.Connection[Any], draft: _Draft
) -> tuple[list[tuple[int, int]], list[tuple[str, str, int, int]]]:
    """-> (unit, group) of each drive, and (name, token, anchors, index of a drive) of each reader."""
    owners = [(draft.principals + 2 * i, draft.principals + 2 * i + 1) for i in range(DRIVES)]
    draft.principals += 2 * DRIVES
    people = [(draft.principals + i, draft.id()) for i in range(PEOPLE)]
    draft.principals += PEOPLE
    principals = [
        (n, draft.id(), kind) for pair in owners for n, kind in zip(pair, ("unit", "group"), strict=True)
    ]
    principals += [(number, id_, "person") for number, id_ in people]
    _copy(connection, "principal (id, ref, kind)", principals)
    belongs: list[tuple[int, int]] = []
    for index, (number, _) in enumerate(people):
        belongs.append((number, owners[index % DRIVES][0]))
        belongs += [(number, owners[i][1]) for i in draft.random.sample(range(DRIVES), 2)]
    # The two who list: so many drives of 126 anchors.
    readers = []
    for person, drives in ((0, 6), (1, 39)):
        belongs = [edge for edge in belongs if edge[0] != people[person][0]]
        belongs += [(people[person][0], owners[i][0]) for i in range(drives)]
        readers.append(people[person])
    readers.append(people[BIG])
    _copy(connection, "member (child, parent)", belongs)
    _copy(connection, "member (child, parent)", ((number, 1) for number, _ in people))
    reach = {(number, container) for number, container in belongs} | {(number, 1) for number, _ in people}
    reach |= {(number, number) for number, _ in people}
    _copy(connection, "reach", ((*pair, BEGINNING, FOREVER) for pair in sorted(reach)))
    _copy(
        connection,
        "person (id, principal, number, surname, given, surname_reading, given_reading, sort_key, folded)",
        ((id_, n, f"{n:06}", "見本", f"{n}", "みほん", f"{n}", f"{n}", f"見本{n}") for n, id_ in people),
    )
    named = []
    for (number, id_), anchors, drive in zip(readers, (800, 5_000, 1_001), (0, 1, BIG), strict=True):
        token = f"bench-{number}"
        _copy(
            connection,
            "session (id, person, token_hash, how, assurance, place, browser, created_at, seen_at, ends_at)",
            [(draft.id(), id_, hashlib.sha256(token.encode()).digest(), "password", 2, "office", "bench",
              NOW, NOW + timedelta(hours=2), NOW + timedelta(days=1))],
        )  # fmt: skip
        name = "share_top" if drive == BIG else f"listing_{anchors}"
        named.append((name, token, anchors, drive))
    return owners, named


def _drives(
    connection: psycopg.Connection[Any], draft: _Draft, owners: list[tuple[int, int]]
) -> list[list[tuple[UUID, int]]]:
    """All drives with their folders and files -> (id, anchor) of the folders of each, the root first."""
    anchors: list[tuple[int, int | None]] = []
    grants: list[tuple[Any, ...]] = []
    flat: list[tuple[Any, ...]] = []
    folders: list[list[tuple[UUID, int]]] = []
    parents: dict[UUID, UUID] = {}
    for unit, group in owners:
        mine: list[tuple[UUID, int]] = []
        given = [(draft.grants, unit, 4), (draft.grants + 1, group, 1)]
        draft.grants += 2
        for number in range(1 + (BIG_FOLDERS if len(folders) == BIG else FOLDERS_EACH)):
            id_, anchor = draft.id(), draft.anchors
            draft.anchors += 1
            # The k-th hangs below the (k-1)/3-rd: five levels.
            above = mine[(number - 1) // 3] if number else None
            anchors.append((anchor, above[1] if above else None))
            if above:
                parents[id_] = above[0]
            mine.append((id_, anchor))
            flat += [(anchor, grant, principal, role, FOREVER) for grant, principal, role in given]
        grants += [(grant, mine[0][1], principal, role, NOW) for grant, principal, role in given]
        folders.append(mine)
    _copy(connection, "anchor (id, parent)", anchors)
    _copy(connection, '"grant" (id, anchor, principal, role, given_at)', grants)
    _copy(connection, 'flat (anchor, "grant", principal, role, ends)', flat)
    rows = list(_things(draft, folders, parents))
    _copy(connection, "thing (id, kind, parent, anchor)", ((r[0], r[2], r[3], r[1]) for r in rows))
    _copy(connection, f"node ({NODE})", rows)
    return folders


def _things(
    draft: _Draft, folders: list[list[tuple[UUID, int]]], parents: dict[UUID, UUID]
) -> Iterator[tuple[Any, ...]]:
    for mine in folders:
        for number, (id_, anchor) in enumerate(mine):
            root = None if number else "shared"
            name = f"フォルダー{number}"
            yield (id_, anchor, "folder", parents.get(id_), root, None, 0, name, name, name, name, "{}",
                   None, None, NOW, NOW)  # fmt: skip
            for file, (words, keys) in enumerate(draft.random.sample(_names(), FILES_EACH)):
                changed = NOW - timedelta(minutes=draft.random.randrange(1_000_000))
                yield (draft.id(), anchor, "file", id_, None, None, 1, words, keys.name_key, keys.sort_key,
                       keys.find_key, keys.grams, 20_000 + file, "application/pdf", NOW, changed)  # fmt: skip


@cache
def _names() -> list[tuple[str, Keys]]:
    """20,000 names with their keys."""
    several = itertools.product(YEARS, SUBJECTS, PAPERS, range(1, 9))
    names = (f"{year} {what} {paper} 第{number}回.docx".strip() for year, what, paper, number in several)
    return [(name, keys_of(name)) for name in names]


def _folder_to_list(connection: psycopg.Connection[Any], draft: _Draft, root: tuple[UUID, int]) -> UUID:
    """A folder of 1,000 in this drive: 100 folders, 50 files shared by themselves, 850 more."""
    given = connection.execute(
        'SELECT "grant", principal, role, ends FROM flat WHERE anchor = %s', (root[1],)
    )
    inherited = given.fetchall()
    anchors, grants, flat, rows = [], [], [], []
    folder, own = draft.id(), draft.anchors
    kinds = ["folder"] * CHILD_FOLDERS + ["file"] * (CHILDREN - CHILD_FOLDERS)
    draft.anchors += 1
    anchors.append((own, root[1]))
    rows.append(_node(folder, own, "folder", root[0], "一覧をはかるフォルダー"))
    for number, kind in enumerate(kinds):
        anchor = own
        if number < CHILD_FOLDERS + CHILD_SHARED:
            anchor = draft.anchors
            draft.anchors += 1
            anchors.append((anchor, own))
        if CHILD_FOLDERS <= number < CHILD_FOLDERS + CHILD_SHARED:
            grants.append((draft.grants, anchor, 10 + 2 * draft.random.randrange(DRIVES), 1, NOW))
            flat.append((anchor, draft.grants, grants[-1][2], 1, FOREVER))
            draft.grants += 1
        name = f"令和8年度 契約管理 第{number}回 打合せ資料" + ("" if kind == "folder" else ".docx")
        rows.append(_node(draft.id(), anchor, kind, folder, name))
    _copy(connection, "anchor (id, parent)", anchors)
    _copy(connection, '"grant" (id, anchor, principal, role, given_at)', grants)
    _copy(connection, 'flat (anchor, "grant", principal, role, ends)', flat)
    for anchor, _ in anchors:
        _copy(
            connection, 'flat (anchor, "grant", principal, role, ends)', [(anchor, *row) for row in inherited]
        )
    _copy(connection, "thing (id, kind, parent, anchor)", ((r[0], r[2], r[3], r[1]) for r in rows))
    _copy(connection, f"node ({NODE})", rows)
    return folder


def _node(id_: UUID, anchor: int, kind: str, folder: UUID, name: str) -> tuple[Any, ...]:
    keys = keys_of(name)
    return (id_, anchor, kind, folder, None, None, 0 if kind == "folder" else 1, name, keys.name_key,
            keys.sort_key, keys.find_key, list(keys.grams), 20_000, "application/pdf", NOW, NOW)  # fmt: skip
