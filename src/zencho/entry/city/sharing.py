"""Who let whom in: grants beyond the owners', where inheriting stops, what was asked for, who was named.

Most of it is written by hand, because these are the scenes that visitors, journeys and pictures look at.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from zencho.documents.blocks import Mention as Named
from zencho.documents.blocks import Table, walk
from zencho.entry.city import cast
from zencho.entry.city.days import at, fiscal_year, shift_working_days, working_day_from
from zencho.entry.city.drives import drive_key, own_key
from zencho.entry.city.shapes import AccessRequest, Mention, Principal, Role, Writing
from zencho.entry.city.shelf import Hand, Shelf
from zencho.entry.city.topics import calendar_words

EVERYONE = Principal("everyone")
CONTRACT_SECTION = Principal("unit", cast.CONTRACTS)
FINANCE_SECTION = Principal("unit", cast.FINANCE)
SELECTION = Principal("group", "selection")


def person(number: str) -> Principal:
    """One person as somebody a grant speaks of."""
    return Principal("person", number)


def contract_work(today: date) -> str:
    """The key of the folder 契約事務, which most scenes play in."""
    return f"{drive_key(cast.CONTRACTS)}/{calendar_words(today)['fy']}年度/契約事務"


def share_contracts(shelf: Shelf, today: date) -> None:
    """The folder 契約事務 and what differs from it inside."""
    words = calendar_words(today)
    hours = shelf.hours
    year_end = date(fiscal_year(today) + 1, 3, 31)
    spring = at(date(fiscal_year(today), 5, 12), 10, 24)
    founded = shelf.things[contract_work(today)].created_at + timedelta(hours=1)
    work = contract_work(today)
    head, chief, clerk = Hand(cast.KOBAYASHI, founded), Hand(cast.WATANABE, founded), Hand(cast.SATO, founded)
    shelf.share(work, person(cast.SATO), "manager", head)
    shared = Hand(cast.SATO, spring if founded < spring < hours.first else founded)
    shelf.share(work, FINANCE_SECTION, "viewer", shared, ends_on=year_end)

    minutes = f"{work}/{words['meeting_day']} 契約係 係会議 議事録"
    shelf.stop_inheriting(minutes)
    made = Hand(cast.SATO, hours.before_today(1, 16, 21))
    shelf.share(minutes, CONTRACT_SECTION, "editor", made)
    shelf.share(minutes, person(cast.SATO), "manager", made)

    estimate = f"{work}/見積書_みほんビルサービス.pdf"
    shelf.stop_inheriting(estimate)
    received = Hand(cast.SATO, hours.before_today(1, 16, 11))
    shelf.share(estimate, CONTRACT_SECTION, "editor", received)
    shelf.share(estimate, person(cast.SATO), "manager", received)

    listed = f"令和{words['number']}年度 指名業者選定委員会 会議結果及び議事要旨(第1回から第7回まで).docx"
    for key in (f"{work}/{listed}", shelf.existing(drive_key(cast.CONTRACTS), _committee(words))):
        shelf.stop_inheriting(key)
        thing = shelf.things[key]
        closed = Hand(cast.WATANABE, max(chief.moment, thing.created_at + timedelta(minutes=1)))
        shelf.share(key, SELECTION, "editor", closed)
        shelf.share(key, person(cast.WATANABE), "manager", closed)

    briefing = f"{work}/電子入札システム 操作説明会.pptx"
    shelf.share(briefing, EVERYONE, "viewer", Hand(cast.TAKAHASHI, hours.before_today(1, 9, 15)))
    guides = shelf.existing(drive_key(cast.CONTRACTS), ("手引とひな形",))
    shelf.share(guides, EVERYONE, "viewer", chief)
    inbox = shelf.existing(work, ("受け取ったもの",))
    until = shift_working_days(working_day_from(today), 9)
    shelf.share(inbox, person(cast.ONISHI), "editor", Hand(cast.SATO, clerk.moment), ends_on=until)


def _committee(words: dict[str, str]) -> tuple[str, ...]:
    return (f"{words['fy']}年度", "指名業者選定委員会")


def share_elsewhere(shelf: Shelf, today: date) -> None:
    """Announcements for all staff, projects for groups, and one folder closed to most of its own section."""
    words = calendar_words(today)
    hours = shelf.hours
    year_end = date(fiscal_year(today) + 1, 3, 31)

    def give(unit: str, path: str, principal: Principal, role: str, ends_on: date | None = None) -> None:
        key = shelf.existing(drive_key(unit), tuple(path.split("/")))
        thing = shelf.things[key]
        hand = Hand(thing.created_by, thing.created_at + timedelta(minutes=30))
        shelf.share(key, principal, _ROLES[role], hand, ends_on=ends_on)

    give("somu/somu", f"通知/{words['fy']}年度", EVERYONE, "v")
    give("somu/jinji", "給与/年末調整", EVERYONE, "v")
    give("somu/jinji", "照会", EVERYONE, "v")
    give("somu/hosei", "例規", EVERYONE, "v")
    give(cast.SYSTEMS, "職員向け案内", EVERYONE, "v")
    give("shicho-koshitsu/koho", "市報", EVERYONE, "c", year_end)
    give(cast.FINANCE, f"{words['next']}年度予算", Principal("group", "heads"), "c", year_end)
    give("somu/somu", "議会", CONTRACT_SECTION, "c", year_end)
    give("somu/somu", "庁舎管理/3階拡張", Principal("group", "third-floor"), "e", year_end)
    give("somu/kiki", "訓練", Principal("group", "drill"), "e", year_end)
    give(cast.SYSTEMS, "電子入札更新", Principal("group", "bidding"), "e", year_end)
    give(cast.SYSTEMS, "電子入札更新", person(cast.OKAMOTO), "m")
    give("zaisei/shisan", "財産台帳", Principal("unit", "zaisei/zeimu/shisan-zei"), "v", year_end)
    give("toshi/doboku/doro", "橋りょう点検", Principal("unit", "toshi/doboku/eizen"), "v")
    give("kyoiku/gakko-shisetsu", "長寿命化", Principal("unit", "toshi/doboku/eizen"), "e", year_end)

    closed = shelf.existing(drive_key("toshi/keikaku/toshi-keikaku"), ("用途地域",))
    thing = shelf.things[closed]
    shelf.stop_inheriting(closed)
    hand = Hand(thing.created_by, thing.created_at + timedelta(minutes=30))
    shelf.share(closed, Principal("unit", "toshi/keikaku/toshi-keikaku/keikaku"), "editor", hand)
    shelf.share(closed, person(thing.created_by), "manager", hand)

    latest = hours.before_today(1, 17, 10)
    for host, name, number, role in _FRESH:
        key = next(one for one in shelf.things if one.startswith(own_key(host)) and one.endswith(f"/{name}"))
        moment = max(latest, shelf.things[key].created_at + timedelta(minutes=5))
        shelf.share(key, person(number), _ROLES[role], Hand(host, moment))


_ROLES: dict[str, Role] = {"v": "viewer", "c": "commenter", "e": "editor", "m": "manager"}

# Things of their own that people shared just now, so that something new waits: owner, name, with whom, role.
_FRESH = (
    (cast.SUZUKI, "見積り合わせ メモ", cast.SATO, "e"),
    (cast.WATANABE, "係長会議のメモ", cast.SATO, "v"),
    (cast.SATO, "変更契約の起案メモ", cast.SUZUKI, "e"),
    (cast.SATO, "変更契約の起案メモ", cast.WATANABE, "c"),
    (cast.YAMAMOTO, "当番表 案.xlsx", cast.KOBAYASHI, "c"),
    (cast.YAMAMOTO, "当番表 案.xlsx", cast.SATO, "v"),
    (cast.KOBAYASHI, "答弁の下書き", cast.YAMAMOTO, "v"),
    (cast.MORI, "監査の着眼点", cast.KOBAYASHI, "v"),
    (cast.OKAMOTO, "問い合わせの記録", cast.MORI, "v"),
)


def list_requests(shelf: Shelf, today: date) -> Iterator[AccessRequest]:
    """Wishes to be let in that nobody has answered: each waits for the managers of the thing."""
    hours = shelf.hours
    words = calendar_words(today)
    committee = shelf.existing(drive_key(cast.CONTRACTS), _committee(words))
    bidding = shelf.existing(drive_key(cast.SYSTEMS), ("電子入札更新",))
    coming = f"R{words['next_number']}当初 契約見込み"
    yield AccessRequest(
        contract_work(today), cast.KURODA, "viewer",
        "測量業務の変更契約の参考にしたいので、仕様書を見せてください。", hours.before_today(2, 14, 5),
    )  # fmt: skip
    yield AccessRequest(
        committee, "020902", "viewer",
        "支出命令の審査で、指名の結果を確かめたいためです。", hours.before_today(1, 10, 40),
    )  # fmt: skip
    yield AccessRequest(
        bidding, cast.HARA, "viewer",
        "工事の入札でも使うので、打合せの内容を知りたいです。なぜ開けないのかも教えてください。",
        hours.before_today(1, 13, 25),
    )  # fmt: skip
    yield AccessRequest(
        shelf.existing(drive_key(cast.CONTRACTS), (coming,)), cast.ITO, "commenter",
        "当初予算との突き合わせに使います。年度末までで足ります。", hours.before_today(1, 15, 50),
    )  # fmt: skip


def list_mentions(shelf: Shelf) -> Iterator[Mention]:
    """People named in documents of shared drives by somebody else."""
    for thing in shelf.things.values():
        if not isinstance(thing.content, Writing) or thing.owner.kind != "unit":
            continue
        named = {
            piece.id
            for block in walk(thing.content.blocks)
            if isinstance(block, Table)
            for row in block.rows
            for cell in row
            for piece in cell.content
            if isinstance(piece, Named) and piece.kind == "person"
        }
        for number in sorted(named - {thing.modified_by}):
            yield Mention(thing.key, number, thing.modified_by, thing.modified_at)
