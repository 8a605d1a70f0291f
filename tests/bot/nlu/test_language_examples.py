"""The examples that teach the language are drawn the same way every time, and hold what they should."""

from collections import Counter

import pytest

from bot.languages import OTHER
from bot.nlu import language_examples, lexicon

COMMON = {"sv": ["och", "på", "inte"], "nb": ["og", "på", "ikke"], "da": ["og", "på", "ikke"], "en": ["and", "on"]}
FORMS = {"sv": ["kvällarnas"], "nb": ["kveldenes"], "nn": ["kveldane", "ikke"], "da": ["aftnernes"], "cy": ["noson"]}
OWN = [("da", "hvad tjener man")]


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    frequencies = {code: {word: 0.1 / (place + 1) for place, word in enumerate(w)} for code, w in COMMON.items()}
    monkeypatch.setattr(lexicon, "frequencies", frequencies.__getitem__)
    monkeypatch.setattr(lexicon, "forms", FORMS.__getitem__)
    monkeypatch.setattr(lexicon, "OTHERS", {"en": 1.0})
    monkeypatch.setattr(lexicon, "OTHERS_WITHOUT_FREQUENCIES", ("cy",))
    for name, count in (("_SENTENCES", 600), ("_FORMS", 60), ("_FORMS_OF_OTHERS", 60), ("_NYNORSK_SENTENCES", 400)):
        monkeypatch.setattr(language_examples, name, count)


def test_the_same_seed_gives_the_same_examples_and_another_seed_others() -> None:
    first, again, other = (language_examples.examples(OWN, seed) for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_every_outcome_has_its_examples() -> None:
    examples = language_examples.examples(OWN, 0)
    counts = Counter(code for code, _ in examples)
    assert counts == {"sv": 660, "nb": 660 + 400 + 30, "da": 660 + 15, OTHER: 600 + 60 + 30}
    assert examples.count(OWN[0]) == 15


def test_words_keep_to_their_language() -> None:
    seen: dict[str, set[str]] = {}
    for code, text in language_examples.examples([], 0):
        seen.setdefault(code, set()).update(text.split())
    assert {"och", "inte", "kvällarnas"} <= seen["sv"]
    assert {"og", "kveldenes", "kveldane", "ikkje"} <= seen["nb"]  # Nynorsk is Norwegian
    assert seen[OTHER] == {"and", "on", "noson"}
    assert "pa" in seen["da"]  # as typed without å
    assert not seen["da"] & {"och", "inte", "ikkje", "and"}
