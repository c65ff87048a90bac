"""The report of a run as CSV that Excel opens: UTF-8 with its mark, Japanese heads, the code beside the
words."""

from zencho.drive import spreadsheet

# The page words these in both languages (`locales/*/imports.json`, `reasons`); a test compares the codes.
REASONS = {
    "link": "リンク(シンボリックリンク)なので対象外",
    "no_file": "ファイルではない(ソケットなど)ので対象外",
    "shortcut": "ショートカットなので対象外",
    "lock_file": "編集中の印のファイルなので対象外",
    "system_file": "システムのファイルなので対象外",
    "vanished": "読む前に移動または削除された",
    "unreadable_file": "読めなかった",
    "changing": "読んでいる間に書き換わった(次回取り込みます)",
    "stopped": "中断したので次回取り込みます",
    "too_deep": "フォルダーが深すぎる(200段まで)",
    "name_taken": "同じ名前が多すぎる",
    "closed_here": "移した先がごみ箱にあるか、変更できない",
    "drive_full": "共有ドライブの容量の上限に達した",
    "changed_here": "移した先で書き換えられているので上書きしない",
    "gone": "前回取り込んだが、もとの場所にはもうない(こちらには残っています)",
    "mended": "使えない名前なので変えた",
    "unreadable": "文字として読めない名前なので変えた",
    "twin": "見分けのつかない名前があるので変えた",
    "unknown_principal": "だれのことか分からないので共有していない",
}


def line(old_path: str, reason: str, detail: str) -> str:
    """One line of the report."""
    return spreadsheet.line([old_path, REASONS.get(reason, reason), detail, reason])


HEAD = f"{spreadsheet.MARK}もとの場所,理由,くわしく,コード\r\n"
