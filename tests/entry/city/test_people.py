"""Who is who in the sample city: unique numbers, readings, posts, the cast and the personas."""

import re
import unicodedata
from collections import Counter
from datetime import date

from zencho.entry.city import cast
from zencho.entry.city.days import fiscal_year
from zencho.entry.city.names import GIVEN_NAMES, SURNAMES
from zencho.entry.city.shapes import City

HIRAGANA = re.compile(r"[ぁ-ゖー]+")


def current(city: City) -> dict[str, list[str]]:
    """The units in which each person has a post today."""
    found: dict[str, list[str]] = {}
    for post in city.posts:
        if post.starts_on <= city.today <= (post.ends_on or city.today):
            found.setdefault(post.person, []).append(post.unit)
    return found


def members(city: City, unit: str) -> set[str]:
    return {
        post.person
        for post in city.posts
        if not post.is_concurrent
        and post.starts_on <= city.today <= (post.ends_on or city.today)
        and (post.unit == unit or post.unit.startswith(f"{unit}/"))
    }


def test_numbers_have_six_digits_and_are_unique(city: City) -> None:
    numbers = [person.number for person in city.people]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d{6}", number) for number in numbers)


def test_everybody_but_the_guest_has_a_unit_and_one_main_post(city: City) -> None:
    places = current(city)
    guests = {person.number for person in city.people if person.is_guest}
    assert guests == {cast.ONISHI}
    assert {person.number for person in city.people} - set(places) == guests
    main = Counter(
        post.person
        for post in city.posts
        if not post.is_concurrent and post.starts_on <= city.today <= (post.ends_on or city.today)
    )
    assert set(main.values()) == {1}


def test_names_have_readings_and_are_normalised(city: City) -> None:
    for name in (*SURNAMES, *GIVEN_NAMES):
        assert HIRAGANA.fullmatch(name.reading), name
        assert unicodedata.normalize("NFC", name.text) == name.text
    for person in city.people:
        assert person.reading.count(" ") == 1
        assert person.former_surname != person.surname


def test_old_forms_and_variation_sequences_occur(city: City) -> None:
    written = "".join(person.surname for person in city.people)
    assert all(letter in written for letter in "髙邊﨑")
    assert "\U000e0100" in written


def test_the_sections_of_the_pictures_have_their_numbers(city: City) -> None:
    expected = {
        cast.CONTRACTS: 14,
        cast.CONTRACT_TEAM: 6,
        cast.CONSTRUCTION_TEAM: 5,
        cast.FINANCE: 12,
        "kaikei/shinsa": 6,
    }
    assert {unit: len(members(city, unit)) for unit in expected} == expected
    names = {unit.name for unit in city.units}
    assert {
        "財政局",
        "契約管理課",
        "情報システム課",
        "総務課",
        "人事課",
        "市民課",
        "監査事務局",
        "経済振興課",
    } <= names
    assert len([unit for unit in city.units if unit.kind == "ward"]) == 3


def test_ranks_know_line_from_staff(city: City) -> None:
    by_level: dict[int, set[bool]] = {}
    for rank in city.ranks:
        by_level.setdefault(rank.level, set()).add(rank.is_line)
    assert {True, False} in by_level.values()
    heads = [
        post
        for post in city.posts
        if post.rank == "section-head" and not post.is_concurrent and post.ends_on is None
    ]
    assert Counter(post.unit for post in heads).most_common(1)[0][1] == 1


def test_posts_begin_in_april_and_fixed_terms_end_in_march(city: City) -> None:
    year_end = date(fiscal_year(city.today) + 1, 3, 31)
    april = [post for post in city.posts if (post.starts_on.month, post.starts_on.day) == (4, 1)]
    assert len(april) > 0.95 * len(city.posts)
    assert {post.ends_on for post in city.posts if post.rank == "fixed-term"} == {year_end}
    assert [post for post in city.posts if post.is_concurrent]
    assert [post for post in city.posts if post.ends_on and post.ends_on < city.today]
    assert all(post.ends_on is None or post.starts_on <= post.ends_on for post in city.posts)


def test_tanaka_is_away_until_the_day_after_the_meeting(city: City) -> None:
    away = next(absence for absence in city.absences if absence.person == cast.TANAKA)
    assert (away.starts_on, away.ends_on, away.stand_in) == (
        date(2026, 11, 20),
        date(2026, 11, 25),
        cast.TAKAHASHI,
    )
    assert all(absence.stand_in != absence.person for absence in city.absences)


def test_the_eight_personas_are_there_with_one_password(city: City) -> None:
    names = {person.number: person.name for person in city.people}
    assert [(persona.host, names[persona.person]) for persona in city.personas] == [
        ("sato", "佐藤 みのり"),
        ("suzuki", "鈴木 航"),
        ("watanabe", "渡邊 健"),
        ("kobayashi", "小林 恵"),
        ("yamamoto", "山本 葵"),
        ("okamoto", "岡本 直"),
        ("mori", "森 薫"),
        ("onishi", "大西 光"),
    ]
    assert city.password.person in names
    assert len(city.password.secret) >= 12
