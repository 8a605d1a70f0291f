"""Figures come out the same in whatever language and spelling they are written."""

from __future__ import annotations

import unicodedata

import pytest

from bot.figures import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 000 kronor", {"17000"}),
        ("17\u00a0000 och 12\u202f500 kronor", {"17000", "12500"}),
        ("17.000 kroner", {"17000"}),
        ("1.000.000,50 kroner", {"1000000.5"}),
        ("0,10 till 0,25", {"0.1", "0.25"}),
        ("$0.25, 30kr, kr100, 14 $ och 50%", {"0.25", "30", "100", "14", "50"}),
        ("1,5 och 1,50", {"1.5"}),
        ("2–3 år, 50-80 samtal", {"2", "3", "50", "80"}),
        ("dygnet runt, 24/7", {"24", "7"}),
        ("sedan 2017.", {"2017"}),
        ("år 2017 500 anställda", {"2017", "500"}),
        ("30.10.17 och 2018-11-02", {"30", "10", "17", "2018", "11", "2"}),
        ("1.1.2017", {"1", "2017"}),
        ("SSYK 4222.", {"4222"}),
        ("17 tusen", {"17000"}),
        ("1½ år", {"1.5"}),
    ],
)
def test_digits_are_read_whatever_the_separators(text: str, expected: set[str]) -> None:
    assert figures(text, "sv") == expected


def test_a_clock_is_the_same_with_colon_and_point() -> None:
    assert figures("kl. 8:30", "sv") == figures("kl. 8.30", "da") == {"8.3"}


def test_a_digit_inside_a_name_is_no_figure() -> None:
    assert figures("företag (B2B)", "sv") == frozenset()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "två tre fyra fem sex sju åtta nio tio elva tolv femton sjutton tjugo tjugofem femtio hundra"),
        ("nb", "to tre fire fem seks sju åtte ni ti elleve tolv femten sytten tjue tjuefem femti hundre"),
        ("nb", "to tre fire fem seks syv åtte ni ti elleve tolv femten sytten tyve femogtyve femti hundre"),
        ("da", "to tre fire fem seks syv otte ni ti elleve tolv femten sytten tyve femogtyve halvtreds hundrede"),
    ],
)
def test_number_words_are_read(language: str, text: str) -> None:
    numbers = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 17, 20, 25, 50, 100)
    assert [figures(word, language) for word in text.split()] == [{str(number)} for number in numbers]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("halvtreds", "50"),
        ("tres", "60"),
        ("halvfjerds", "70"),
        ("firs", "80"),
        ("halvfems", "90"),
        ("halvfemsindstyve", "90"),
        ("fem og tyve", "25"),
        ("otteoghalvfems", "98"),
        ("enogtyve", "21"),
    ],
)
def test_old_danish_number_words_are_read(word: str, number: str) -> None:
    assert figures(f"omkring {word} samtaler", "da") == {number}


def test_between_two_numbers_is_not_one_number() -> None:
    assert figures("mellem fem og tyve minutter", "da") == {"5", "20"}
    assert figures("mellom hundre og to hundre kroner", "nb") == {"100", "200"}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("sv", "tolv tusen kronor", "12000"),
        ("sv", "sjuttontusen kronor", "17000"),
        ("sv", "ettusen kronor", "1000"),
        ("sv", "två tusen fem hundra femtio kronor", "2550"),
        ("nb", "tolv tusen kroner", "12000"),
        ("nb", "to hundre og femti kroner", "250"),
        ("da", "tolv tusind kroner", "12000"),
        ("da", "tusinde kroner", "1000"),
    ],
)
def test_hundreds_and_thousands_are_read(language: str, text: str, number: str) -> None:
    assert figures(text, language) == {number}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "ett och ett halvt år"),
        ("sv", "en och en halv timme"),
        ("nb", "halvannet år"),
        ("nb", "ett og et halvt år"),
        ("da", "halvandet år"),
        ("da", "en og en halv time"),
    ],
)
def test_one_and_a_half_is_read(language: str, text: str) -> None:
    assert figures(text, language) == {"1.5"}


def test_a_half_after_another_number_belongs_to_it() -> None:
    assert figures("två och ett halvt år", "sv") == figures("to og et halvt år", "nb") == {"2.5"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "en ett et fire to ni ti"),
        ("nb", "en ett et én ei tio sex"),
        ("da", "en et én ét tio sex"),
        ("sv", "tvåspråkig, treårig, hundratals, femma"),
        ("da", "tosproget, hundredvis, firser"),
    ],
)
def test_other_words_are_no_figures(language: str, text: str) -> None:
    assert figures(text, language) == frozenset()


def test_two_is_the_same_figure_in_every_language() -> None:
    assert figures("Två", "sv") == figures("To", "nb") == figures("to", "da") == {"2"}


def test_words_with_a_hyphen_are_read_one_by_one() -> None:
    assert figures("ett nio-till-fem-jobb", "sv") == {"9", "5"}


def test_decomposed_letters_are_read_as_composed() -> None:
    assert figures(unicodedata.normalize("NFD", "två, åtta"), "sv") == {"2", "8"}


def test_a_language_without_number_words_is_refused() -> None:
    with pytest.raises(KeyError):
        figures("two", "en")
