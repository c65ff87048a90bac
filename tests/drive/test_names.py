"""What a name may be, which two are twins, how they sort."""

import pytest

from zencho.drive.names import (
    NameNotAllowed,
    NameTooLong,
    QueryTooShort,
    clean_name,
    keys_of,
    mend_name,
    suggest_names,
    words_of,
)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "empty"),
        (" \u3000 ", "empty"),
        (".", "path"),
        ("..", "path"),
        ("../秘密", "path"),
        ("a\\b", "path"),
        ("a\x00b", "control"),
        ("a\nb", "control"),
        ("a\x7fb", "control"),
        ("a\u2028b", "control"),
        ("a\u200bb", "control"),
        ("a\ufeffb", "control"),
        ("a\uffffb", "control"),
        ("a\ud800b", "control"),
        ("fdp\u202eexe.", "direction"),
    ],
)
def test_names_that_cannot_be(name: str, reason: str) -> None:
    with pytest.raises(NameNotAllowed) as refused:
        clean_name(name)
    assert refused.value.params == {"reason": reason}


@pytest.mark.parametrize("name", ["あ" * 256, "\ufdfa" * 255])
def test_too_long(name: str) -> None:
    with pytest.raises(NameTooLong):
        clean_name(name)


@pytest.mark.parametrize(
    "name", ["あ" * 255, "1a" * 127, "令和8年度 契約書:案?.docx", "渡邉\U000e0101", ".env"]
)
def test_names_that_can_be(name: str) -> None:
    assert clean_name(name) == name


def test_names_are_kept_composed_and_without_edges() -> None:
    assert clean_name(" カ\u3099イト\u3099 ") == "ガイド"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abc.txt", "ABC.TXT"),
        ("予算 2026", "予算\u3000２０２６"),
        ("ガイド", "ｶﾞｲﾄﾞ"),
        ("葛飾", "葛\U000e0100飾"),
        ("a  b", "a b"),
        ("Straße", "STRASSE"),
    ],
)
def test_twins(one: str, other: str) -> None:
    assert keys_of(one).name_key == keys_of(other).name_key


@pytest.mark.parametrize(("one", "other"), [("はは", "ばば"), ("第2回", "第02回"), ("ガイド", "がいど")])
def test_no_twins(one: str, other: str) -> None:
    assert keys_of(one).name_key != keys_of(other).name_key


def test_numbers_sort_as_numbers() -> None:
    names = ["第10回", "第２回", "第1回", "9", "10", "a"]
    ordered = ["9", "10", "a", "第1回", "第２回", "第10回"]
    assert sorted(names, key=lambda name: keys_of(name).sort_key) == ordered


@pytest.mark.parametrize(
    ("name", "is_folder", "first"),
    [
        ("名簿.xlsx", False, "名簿 (2).xlsx"),
        ("名簿", False, "名簿 (2)"),
        ("v1.2", True, "v1.2 (2)"),
        (".env", False, ".env (2)"),
        ("文。" + "あ" * 249 + ".txt", False, "文。" + "あ" * 245 + " (2).txt"),
    ],
)
def test_free_names(name: str, is_folder: bool, first: str) -> None:
    suggestions = list(suggest_names(name, is_folder=is_folder))
    assert suggestions[0] == first
    assert len(suggestions) == len(set(suggestions)) == 50
    assert all(clean_name(each) == each for each in suggestions)


@pytest.mark.parametrize(
    ("name", "mended"),
    [
        ("a/b\\c.txt", "a／b＼c.txt"),
        ("改\n行\u202e.txt", "改行.txt"),
        ("渡\ue000邉👩\u200d🌾.pdf", "渡\ue000邉👩\u200d🌾.pdf"),
        ("みほん Co., Ltd.", "みほん Co., Ltd."),
        ("..", "名前なし"),
        ("\u202e", "名前なし"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_the_nearest_name_that_may_be(name: str, mended: str) -> None:
    assert mend_name(name, is_folder=False, otherwise="名前なし") == mended
    assert clean_name(mended) == mended


def test_a_query_in_words_and_pairs() -> None:
    assert words_of("ガイド A") == (["がいど", "a"], ["いど", "がい"])
    with pytest.raises(QueryTooShort):
        words_of("契 約")
