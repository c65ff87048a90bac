"""The words that we put into a PDF ourselves, in the reader's language."""

from typing import Final, Literal

from zencho.printing.reasons import Reason

Language = Literal["ja", "en"]
CONTENTS: Final[dict[Language, str]] = {"ja": "目次", "en": "Contents"}
OUT: Final[dict[Language, str]] = {"ja": "(印刷できません)", "en": "(not printed)"}
MISSING: Final[dict[Language, str]] = {"ja": "画像を表示できません", "en": "Picture cannot be shown"}
NAMELESS: Final[dict[Language, str]] = {"ja": "(見つかりません)", "en": "(not found)"}
_WHY: Final[dict[Reason, tuple[str, str]]] = {
    "damaged": (
        "ファイルがこわれているため、印刷できませんでした。",
        "The file is damaged and could not be printed.",
    ),
    "empty": ("中身がないため、印刷するページがありません。", "There is nothing in it to print."),
    "encrypted": (
        "パスワードで保護されているため、印刷できませんでした。パスワードを外して取り込みなおしてください。",
        "It is protected with a password. Take the password off and bring it in again.",
    ),
    "gone": (
        "見つからないか、見る権限がなくなったため、入っていません。",
        "It is not there, or you may not see it any more.",
    ),
    "is_old_office": (
        "古い形式(.doc・.xls・.ppt)のため、印刷できませんでした。新しい形式かPDFで保存しなおしてください。",
        "It has an old format (.doc, .xls, .ppt). Save it in the new format, or as a PDF.",
    ),
    "is_sound_or_film": ("音声・動画のため、紙にはなりません。", "Sound and film do not go on paper."),
    "is_archive": (
        "圧縮ファイル(zipなど)のため、中のファイルは印刷していません。",
        "It is an archive (such as a zip). What is in it was not printed.",
    ),
    "no_form": ("この種類のファイルは印刷できません。", "Files of this kind cannot be printed."),
    "picture_format": (
        "この画像の形式は印刷できません。PNGかJPEGで保存しなおしてください。",
        "Pictures of this format cannot be printed. Save it as PNG or JPEG.",
    ),
    "printing_forbidden": (
        "作った人が印刷を禁止しているPDFのため、入っていません。",
        "Whoever made this PDF does not allow it to be printed.",
    ),
    "takes_too_long": (
        "大きすぎるか複雑すぎるため、時間内に印刷できませんでした。",
        "It is too large or too complicated to be printed in time.",
    ),
    "too_large": ("大きすぎるため、印刷できませんでした。", "It is too large to be printed."),
    "too_many_pages": (
        "2,000ページより多いため、印刷できませんでした。",
        "It has more than 2,000 pages.",
    ),
}


def why(reason: Reason, language: Language) -> str:
    """A sentence for the page that stands for a thing."""
    return _WHY[reason][0 if language == "ja" else 1]
