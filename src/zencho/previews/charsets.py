"""Words of mails in the charsets that Japanese programs write, whatever they call them."""

import re
from email.header import decode_header
from typing import Final

#: What is written under a name is often its superset: ①, ㈱, 髙 are in CP932 and not in Shift_JIS.
_MEANT: Final = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "ms_kanji": "cp932", "euc-jp": "euc_jis_2004", "x-euc-jp": "euc_jis_2004", "gb2312": "gb18030",
    "us-ascii": "utf-8", "ascii": "utf-8", "unicode-1-1-utf-7": "utf-7", "ks_c_5601-1987": "cp949",
}  # fmt: skip
_ESCAPE: Final = re.compile(rb"\x1b(\$[@B]|\$\([DOPQ]|\([BJIH])")


def decoded(raw: bytes, charset: str | None) -> str:
    """The words; what no charset explains becomes U+FFFD, never an error."""
    name = (charset or "").strip().strip('"').lower()
    if name.startswith(("iso-2022-jp", "cp5022")) or (not name and b"\x1b$" in raw):
        return _from_jis(raw)
    for each in filter(None, (_MEANT.get(name, name), "utf-8", "cp932")):
        try:
            return raw.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")


def _from_jis(raw: bytes) -> str:
    """ISO-2022-JP as it is really written: also with the signs of row 13 (①㈱) and half-width kana."""
    words, place, kind = "", 0, b"(B"
    for match in [*_ESCAPE.finditer(raw), None]:
        words += _run(raw[place : match.start() if match else len(raw)], kind)
        if match:
            place, kind = match.end(), match[1]
    return words


def _run(raw: bytes, kind: bytes) -> str:
    if kind == b"(I":
        return bytes(each | 0x80 for each in raw).decode("cp932", "replace")
    if kind.startswith(b"$"):
        # A line end inside kanji ends them, as mail programs take it.
        return "".join(
            part.decode("ascii", "replace") if part in (b"\r\n", b"\n") else _kanji(part)
            for part in re.split(rb"(\r?\n)", raw)
        )
    return raw.decode("utf-8", "replace")


def _kanji(raw: bytes) -> str:
    return bytes(each | 0x80 for each in raw).decode("euc_jis_2004", "replace")


def header_words(said: object) -> str:
    """A header with its encoded words decoded; those that were cut between letters are joined before."""
    text = str(said or "")
    try:
        pieces = decode_header(text)
    except Exception:
        return " ".join(text.split())
    joined: list[tuple[bytes, str | None]] = []
    for piece, charset in pieces:
        raw = piece if isinstance(piece, bytes) else _raw(piece)
        if joined and joined[-1][1] == charset:
            raw = joined.pop()[0] + raw
        joined.append((raw, charset))
    return " ".join("".join(decoded(raw, charset) for raw, charset in joined).split())


def _raw(text: str) -> bytes:
    """Bytes that the parser kept as surrogates, as they came."""
    return text.encode("utf-8", "surrogateescape")
