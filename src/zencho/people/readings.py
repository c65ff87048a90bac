"""Names as they are compared and sorted: width, old forms, kana and case do not matter to who searches.

`fold` makes two spellings of one name equal (髙橋 and 高橋, ﾀﾅｶ and たなか, 渡邉 and 渡辺); `sort_key`
orders readings as a Japanese list does: by the plain kana first (が beside か), by marks only between equals.
"""

import unicodedata

# Old and variant forms met in names, each with the form it is searched by.
_FORMS = {
    "辺": "邊邉", "高": "髙", "崎": "﨑碕", "斉": "斎齋齊", "沢": "澤", "広": "廣", "桜": "櫻",
    "国": "國", "島": "嶋嶌", "浜": "濱濵", "滝": "瀧", "竜": "龍", "真": "眞", "恵": "惠", "徳": "德",
    "寿": "壽", "円": "圓", "学": "學", "渋": "澁", "淵": "渕", "条": "條", "万": "萬", "与": "與",
    "栄": "榮", "会": "會", "来": "來", "静": "靜", "寛": "寬", "増": "增", "黒": "黑", "曽": "曾",
    "豊": "豐", "吉": "𠮷", "関": "關", "芦": "蘆", "桧": "檜", "薮": "藪", "鉄": "鐵", "弥": "彌",
    "礼": "禮", "実": "實", "蔵": "藏", "塩": "鹽", "富": "冨", "峰": "峯", "船": "舩", "遥": "遙",
    "晃": "晄",
}  # fmt: skip
_OLD_FORMS = {ord(old): new for new, olds in _FORMS.items() for old in olds}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_MARKS = "\u3099\u309a"  # the combining forms of ゛ and ゜


def fold(text: str) -> str:
    """The form two spellings share; spaces stay, as single ones."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(hiragana(c) for c in plain if not _is_variation_selector(c))
    return " ".join(plain.translate(_OLD_FORMS).split())


def words_of(query: str, *, most: int = 5) -> list[str]:
    """The folded words of a query, at most so many."""
    return fold(query).split()[:most]


def sort_key(reading: str, tie: str = "") -> str:
    """What `COLLATE "C"` orders by: plain kana, then the reading itself, then `tie`."""
    exact = fold(reading)
    plain = unicodedata.normalize("NFD", exact).translate({ord(mark): None for mark in _MARKS})
    return "\x01".join((plain.translate(_SMALL), exact, tie))


def hiragana(character: str) -> str:
    """Katakana as hiragana; anything else as it is."""
    return chr(ord(character) - 0x60) if "ァ" <= character <= "ヶ" else character


def folded(*parts: str) -> str:
    """One line to search in: each part folded, without inner spaces (佐藤みのり finds 佐藤 みのり)."""
    return " ".join(dict.fromkeys(joined for part in parts if (joined := fold(part).replace(" ", ""))))


def seat_name(unit: str, rank: str) -> str:
    """契約管理課 + 課長 = 契約管理課長; other ranks stand apart: 契約係 主任."""
    if rank.endswith("長") and unit.endswith(rank[:-1]):
        return f"{unit}長"
    return f"{unit} {rank}"


def like(word: str) -> str:
    """The LIKE pattern for a folded word anywhere in a line."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
