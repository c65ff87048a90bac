"""The type is told from the bytes, whatever the name or the sender says."""

import pytest

from zencho.drive.media import disposition, is_shown_in_page, sniff


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.pdf", b"<html><script>", "text/html"),
        ("a.png", b'<?xml version="1.0"?><svg onload="x">', "image/svg+xml"),
        ("a.txt", "ゆき".encode(), "text/plain; charset=utf-8"),
        ("a.csv", "品名,数量".encode("cp932"), "text/csv; charset=shift_jis"),
        (
            "a.docx",
            b"PK\x03\x04....",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("a.odt", b"PK\x03\x04....", "application/vnd.oasis.opendocument.text"),
        ("a.doc", b"{\\rtf1", "application/rtf"),
        ("a.txt", "単価表の控え".encode("euc-jp"), "text/plain; charset=euc-jp"),
        ("a.txt", "単価表の控え ﾃｽﾄ".encode("cp932"), "text/plain; charset=shift_jis"),
        ("a.csv", "品名,数量".encode("iso2022_jp"), "text/csv; charset=iso-2022-jp"),
        ("a.txt", "\ufeff控え".encode("utf-16-le"), "text/plain; charset=utf-16le"),
        ("a.txt", "\ufeff控え".encode("utf-16-be"), "text/plain; charset=utf-16be"),
        ("a.txt", b"\xff\xfea\0\0\0", "application/octet-stream"),
        ("a.mp4", b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", "video/mp4"),
        ("a.mov", b"\0\0\0\x18ftypqt  \0\0\0\0", "video/quicktime"),
        ("a.m4a", b"\0\0\0\x18ftypM4A \0\0\0\0", "audio/mp4"),
        ("a.mkv", b"\x1aE\xdf\xa3\x42\x82\x88matroska", "video/x-matroska"),
        ("a.webm", b"\x1aE\xdf\xa3\x42\x82\x84webm", "video/webm"),
        ("a.exe", b"MZ\0\0", "application/octet-stream"),
        ("a", b"", "application/octet-stream"),
    ],
)
def test_the_type_is_told_from_the_bytes(name: str, content: bytes, media_type: str) -> None:
    assert sniff(content, name) == media_type


def test_a_letter_cut_at_the_end_of_the_head_is_still_text() -> None:
    assert sniff(("a" + "雪" * 2000).encode()[:4096], "a") == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"\xef\xbb\xbf <!DOCTYPE html>",
        b"<svg/>",
        b"<?xml?>",
        b"MZ\0",
        "\ufeff<html><script>".encode("utf-16-le"),
        "\ufeff<svg onload=''>".encode("utf-16-be"),
        b"<html>\x1b$B",
    ],
)
def test_what_could_run_is_never_shown(content: bytes) -> None:
    assert not is_shown_in_page(sniff(content, "a.png"))


def test_names_in_any_script() -> None:
    assert disposition("契約 a.txt", inline=False) == (
        "attachment; filename=\"__ a.txt\"; filename*=UTF-8''%E5%A5%91%E7%B4%84%20a.txt"
    )
    assert "\r" not in disposition("a\r\nb", inline=True)
