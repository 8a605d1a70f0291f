"""What a word says of the language is learnt, kept and looked up without loss."""

from pathlib import Path

import pytest

from bot.nlu import lexicon
from bot.nlu.word_evidence import OUTCOMES, WordEvidence

FREQUENCIES = {
    "sv": {"och": 3e-2, "inte": 1e-2, "jobb": 1e-4},
    "nb": {"og": 3e-2, "ikke": 1e-2, "jobb": 1e-4, "frokost": 1e-7, "blive": 1e-4},
    "da": {"og": 3e-2, "ikke": 1e-2, "job": 1e-4, "blive": 1e-4},
    "en": {"and": 3e-2, "job": 1e-4, "obscure": 1e-9},
}
FORMS = {
    "sv": ["inte", "jobb", "jobbs", "och"],
    "nb": ["frokost", "ikke", "jobb", "kveldsskift", "og"],
    "nn": ["ikkje", "jobb", "kveldsskift"],
    "da": ["aftenvagt", "blive", "frokost", "ikke", "job", "og"],
}
OWN = [("sv", ["kundtjänst"]), ("nb", ["kundeservice"]), ("da", ["kundeservice"])]


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> WordEvidence:
    monkeypatch.setattr(lexicon, "frequencies", lambda language: FREQUENCIES.get(language, {}))
    monkeypatch.setattr(lexicon, "forms", lambda language: FORMS[language])
    return WordEvidence.learn(OWN)


def best(evidence: WordEvidence, *words: str) -> str:
    total = evidence.total(words)
    return OUTCOMES[total.index(max(total))]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["inte"], "sv"),
        (["kundtjänst"], "sv"),  # a word of our own
        (["kveldsskift"], "nb"),  # of a dictionary alone
        (["ikkje"], "nb"),  # of the Nynorsk dictionary alone
        (["korleis"], "nb"),  # of Nynorsk's common words alone
        (["aftenvagt"], "da"),
        (["blive"], "da"),  # in both lists, in the Danish dictionary alone
        (["and"], "other"),
        (["zzz"], "other"),  # in no list
        (["og", "aftenvagt"], "da"),
    ],
)
def test_words_point_at_their_language(learnt: WordEvidence, words: list[str], language: str) -> None:
    assert best(learnt, *words) == language


def test_words_of_two_languages_do_not_choose_between_them(learnt: WordEvidence) -> None:
    for word in ("ikke", "kundeservice"):
        _, norwegian, danish, _ = learnt.total([word])
        assert norwegian == pytest.approx(danish, abs=0.5)


def test_a_rare_danish_form_is_as_common_as_in_norwegian(learnt: WordEvidence) -> None:
    _, norwegian, danish, _ = learnt.total(["frokost"])
    assert norwegian == pytest.approx(danish, abs=0.3)


def test_evidence_adds_up(learnt: WordEvidence) -> None:
    together = learnt.total(["inte", "and", "inte"])
    singly = [learnt.total([word]) for word in ("inte", "and", "inte")]
    assert together == pytest.approx([sum(column) for column in zip(*singly, strict=True)])


def test_rare_swedish_and_foreign_words_take_no_place(learnt: WordEvidence) -> None:
    assert learnt.total(["jobbs"]) == learnt.total(["obscure"]) == learnt.total(["zzz"])


def test_a_table_is_the_same_from_disk(learnt: WordEvidence, tmp_path: Path) -> None:
    learnt.save(tmp_path / "words.safetensors")
    loaded = WordEvidence.load(tmp_path / "words.safetensors")
    for word in ("inte", "ikkje", "aftenvagt", "and", "zzz", "中"):
        assert loaded.total([word]) == learnt.total([word])


def test_evidence_is_kept_to_a_tenth_and_bounded() -> None:
    table = WordEvidence.of({"a": (0.0, -0.44, -2.0, -500.0), "b": (-3.0, 0.0, 0.0, 0.0)})
    assert table.total(["a"]) == pytest.approx([0, -0.4, -2, -12.8])
    assert table.total(["a", "b"]) == pytest.approx([-3, -0.4, -2, -12.8])


def test_the_dictionaries_are_there_and_tell_nynorsk_from_bokmal() -> None:
    nynorsk, bokmal = set(lexicon.forms("nn")), set(lexicon.forms("nb"))
    assert {"ikkje", "heime"} <= nynorsk
    assert "jobben" in bokmal
    assert "ikkje" not in bokmal
