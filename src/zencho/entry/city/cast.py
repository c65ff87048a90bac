"""The people of みほん市 whom pictures, journeys and documents know by name, and the eight personas.

Everybody else is drawn by chance. A member of the cast takes the first free place of that rank in the unit.
"""

from dataclasses import dataclass

from zencho.entry.city.shapes import Password, Person, Persona

CONTRACTS = "zaisei/keiyaku-kanri"
CONTRACT_TEAM = f"{CONTRACTS}/keiyaku"
CONSTRUCTION_TEAM = f"{CONTRACTS}/koji"
FINANCE = "zaisei/zaisei"
SYSTEMS = "somu/joho"
BIDDING_TEAM = f"{SYSTEMS}/denshi-nyusatsu"

SATO, SUZUKI, WATANABE, KOBAYASHI = "020418", "021106", "012240", "008317"
YAMAMOTO, OKAMOTO, MORI, ONISHI = "017755", "015032", "010984", "900001"
TAKAHASHI, TANAKA, KATO, SHIMIZU = "019873", "018462", "023517", "013390"
ITO, KURODA, NAKAMURA, HARA = "020733", "020155", "009261", "022048"


@dataclass(frozen=True, slots=True)
class Role:
    """A member of the cast and the place they take. `title` replaces the name of the rank if given."""

    unit: str
    rank: str
    person: Person
    title: str = ""


def _person(number: str, name: str, reading: str, telephone: str, former_surname: str = "") -> Person:
    surname, given = name.split(" ")
    surname_reading, given_reading = reading.split(" ")
    return Person(number, surname, given, surname_reading, given_reading, former_surname, telephone)


CAST = (
    Role(CONTRACTS, "section-head", _person(KOBAYASHI, "小林 恵", "こばやし めぐみ", "2310"), "契約管理課長"),
    Role(
        CONTRACTS,
        "section-adviser",
        _person("009914", "大野 豊", "おおの ゆたか", "2318"),
        "契約審査担当主幹",
    ),
    Role(CONTRACTS, "senior-clerk", _person(YAMAMOTO, "山本 葵", "やまもと あおい", "2317"), "庶務担当"),
    Role(CONTRACT_TEAM, "team-chief", _person(WATANABE, "渡邊 健", "わたなべ けん", "2311"), "契約係長"),
    Role(CONTRACT_TEAM, "senior-clerk", _person(TANAKA, "田中 悠", "たなか ゆう", "2314", "小川")),
    Role(CONTRACT_TEAM, "clerk", _person(SATO, "佐藤 みのり", "さとう みのり", "2312")),
    Role(CONTRACT_TEAM, "clerk", _person(SUZUKI, "鈴木 航", "すずき わたる", "2313")),
    Role(CONTRACT_TEAM, "clerk", _person(TAKAHASHI, "高橋 千尋", "たかはし ちひろ", "2315")),
    Role(CONTRACT_TEAM, "clerk", _person(KATO, "加藤 陽", "かとう はる", "2316")),
    Role(
        CONSTRUCTION_TEAM, "team-chief", _person(SHIMIZU, "清水 透", "しみず とおる", "2320"), "工事契約係長"
    ),
    Role(CONSTRUCTION_TEAM, "senior-clerk", _person("016620", "石井 楓", "いしい かえで", "2323")),
    Role(CONSTRUCTION_TEAM, "clerk", _person("021874", "木下 遥", "きのした はるか", "2324")),
    Role(CONSTRUCTION_TEAM, "clerk", _person(HARA, "原 つばさ", "はら つばさ", "2322")),
    Role(CONSTRUCTION_TEAM, "fixed-term", _person("805113", "三浦 澪", "みうら みお", "2325")),
    Role(FINANCE, "section-head", _person(NAKAMURA, "中村 拓", "なかむら たく", "2210"), "財政課長"),
    Role(f"{FINANCE}/yosan", "team-chief", _person("011457", "佐藤 修", "さとう おさむ", "2211"), "予算係長"),
    Role(f"{FINANCE}/yosan", "clerk", _person(ITO, "伊藤 さくら", "いとう さくら", "2212")),
    Role(f"{FINANCE}/yosan", "clerk", _person("022391", "上田 光", "うえだ ひかる", "2213")),
    Role(f"{FINANCE}/zaisei", "clerk", _person("021543", "西川 望", "にしかわ のぞみ", "2221")),
    Role(f"{SYSTEMS}/unyo", "senior-clerk", _person(OKAMOTO, "岡本 直", "おかもと なお", "2345"), "管理者"),
    Role("kansa/kansa", "senior-specialist", _person(MORI, "森 薫", "もり かおる", "2601")),
    Role("toshi/keikaku/toshi-keikaku/keikaku", "clerk", _person(KURODA, "黒田 司", "くろだ つかさ", "2712")),
    Role("kaikei/shinsa", "clerk", _person("020902", "里見 藍", "さとみ あい", "2412")),
)

GUEST = Person(
    ONISHI, "大西", "光", "おおにし", "ひかる",
    is_guest=True, organisation="みほんビルサービス", voucher=SATO,
)  # fmt: skip

PERSONAS = (
    Persona(
        "sato", SATO, "係員・契約係", "Clerk, Contracts",
        "議事録を書いています。共有されたものとメンションが待っています",
        "Writing the minutes; new shares and a mention are waiting",
    ),
    Persona(
        "suzuki", SUZUKI, "係員・契約係", "Clerk, Contracts",
        "佐藤さんと同じ議事録にいます", "In the same minutes as 佐藤",
    ),
    Persona(
        "watanabe", WATANABE, "契約係長", "Chief, Contracts",
        "閲覧の申請が1件待っています", "One request for access is waiting",
    ),
    Persona(
        "kobayashi", KOBAYASHI, "契約管理課長", "Head, Contract Management",
        "電話で見る「あなたの番」", "“Your turn”, on a phone",
    ),
    Persona(
        "yamamoto", YAMAMOTO, "庶務担当", "Unit coordinator",
        "課のドライブと不在を整えます", "Keeps the drive and the absences of the section",
    ),
    Persona(
        "okamoto", OKAMOTO, "情報システム課 管理者", "Administrator, Information Systems",
        "「なぜ開けないか」の問い合わせが1件", "One question: why can I not open this?",
        is_administrator=True,
    ),
    Persona(
        "mori", MORI, "監査事務局", "Audit Secretariat",
        "だれが見たかを確かめます", "Checks who saw what",
        is_auditor=True,
    ),
    Persona(
        "onishi", ONISHI, "ゲスト・みほんビルサービス", "Guest, Mihon Building Services",
        "見積書を出せるフォルダーが1つだけあります",
        "May hand in an estimate in one folder, and see nothing else",
    ),
)  # fmt: skip

#: Public on purpose: the sample city runs on loopback only, and its operating manual names this word.
PASSWORD = Password(SATO, "mihon-shi-no-mihon-2026")
