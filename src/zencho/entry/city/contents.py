"""What stands inside the Office, PDF, CSV and picture files: the substance of a topic in another dress."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from zencho.documents.blocks import Block, lines
from zencho.entry.city import office, pictures
from zencho.entry.city.days import shift_working_days, wareki, working_day_from
from zencho.entry.city.shapes import Stored
from zencho.entry.city.topics import Topic

_GOODS = (
    "事務用椅子", "複合機用紙", "公用車タイヤ", "防災備蓄毛布", "会議用机", "書架", "消毒用アルコール",
    "窓口用番号札発券機", "図書館用書籍", "保育園用午睡マット", "体育館用床保護材", "測量用標尺",
)  # fmt: skip
_SUPPLIERS = (
    "みほん事務機", "桜木商会", "潮見オフィス", "みほんビルサービス", "富士見産業", "青葉文具",
    "高砂車両", "若葉メディカル",
)  # fmt: skip


def make_file(random: Random, name: str, topic: Topic, blocks: Sequence[Block], today: date) -> Stored:
    """The bytes of a file called `name`; its extension decides the format."""
    stem, _, extension = name.rpartition(".")
    match extension:
        case "docx":
            content = office.word_file(stem, blocks)
        case "xlsx":
            content = office.excel_file(stem, _rows(random, stem, topic, today))
        case "pptx":
            content = office.slides_file(stem, _slides(topic))
        case "pdf" if stem.startswith("見積書"):
            content = office.pdf_file(stem, _estimate(topic, today))
        case "pdf":
            content = office.pdf_file(stem, [line.replace("\t", "　") for line in lines(blocks)])
        case "csv":
            content = office.csv_file(topic.table)
        case "png":
            content = _drawing(random, stem, topic)
        case _:
            message = f"no way to make a .{extension}"
            raise ValueError(message)
    return Stored(office.MEDIA_TYPES[extension], content)


def _slides(topic: Topic) -> list[tuple[str, Sequence[str]]]:
    pages: list[tuple[str, Sequence[str]]] = [("ねらい", (f"{topic.aim}。",))]
    for point in topic.points:
        said = [f"{sentence}。" for sentence in point.text.split("。") if sentence]
        pages.append((point.heading, said))
    pages.append(("確かめること", topic.items))
    return pages


def _rows(random: Random, stem: str, topic: Topic, today: date) -> Sequence[Sequence[str]]:
    if stem.endswith("契約 一覧"):
        return _register(random, today)
    return topic.table


def _register(random: Random, today: date) -> list[tuple[str, ...]]:
    """A register of forty contracts, as a list called 一覧 has them."""
    rows: list[tuple[str, ...]] = [("番号", "件名", "相手方", "金額(円)", "契約日")]
    for number in range(1, 41):
        day = working_day_from(today - timedelta(days=7 * (41 - number) // 2 + 3))
        amount = f"{random.randrange(48, 1900) * 1100:,}"
        rows.append((str(number), random.choice(_GOODS), random.choice(_SUPPLIERS), amount, wareki(day)))
    return rows


def _estimate(topic: Topic, today: date) -> list[str]:
    """An estimate from outside, for the work of the topic."""
    heading, *rows = topic.table
    monthly = sum(int(row[-1].replace(",", "")) for row in rows)
    day = shift_working_days(today, -3)
    return [
        f"{wareki(day)}",
        "みほん市長 様",
        "みほんビルサービス 担当 大西 光",
        "",
        f"件名　{topic.subject}",
        f"月額　{monthly:,}円(税抜き)　消費税及び地方消費税　{monthly // 10:,}円",
        "",
        "内訳",
        "　".join(heading),
        *("　".join(row) for row in rows),
        "",
        "1　有効期間は、発行の日から30日間とします。",
        "2　拡張分は、12月1日からの実施として積算しました。",
        "3　薬剤及び消耗品の費用を含みます。水と電気は含みません。",
        "4　窓ガラス清掃は足場を要しない範囲とします。",
    ]


def _drawing(random: Random, stem: str, topic: Topic) -> bytes:
    if "写真" in stem:
        return pictures.photograph(random)
    if "図" in stem:
        return pictures.floor_plan(random)
    return pictures.flow(len(topic.table))
