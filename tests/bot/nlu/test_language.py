"""The language is set only where it is certain, and the classifier is the same after a restart."""

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.importer import LANGUAGE
from bot.languages import OTHER
from bot.nlu import language_examples
from bot.nlu.language import (
    LANGUAGE_SCORES,
    OTHER_LANGUAGE,
    LanguageClassifier,
    LanguageIdentifier,
    Prediction,
    words,
)
from bot.nlu.word_evidence import OUTCOMES, WordEvidence

SENTENCES = {
    "sv": ["jag undrar vad man tjänar", "vilka arbetstider har ni", "hur söker jag jobbet", "måste jag kunna engelska"],
    "nb": ["jeg lurer på hva man tjener", "hvilke arbeidstider har dere", "hvordan søker jeg", "må jeg kunne engelsk"],
    "da": [
        "jeg vil gerne vide hvad man tjener",
        "hvilke arbejdstider har I",
        "hvordan søger jeg",
        "skal jeg kunne tysk",
    ],
    OTHER: ["what does the job pay", "which hours do you have", "how do I apply for this", "wie viel verdient man"],
}
PAIRS = [(code, sentence) for code, sentences in SENTENCES.items() for sentence in sentences]
EXAMPLES = PAIRS * 40
KNOWN = {(word, code) for code, sentence in PAIRS for word in words(sentence)}
# Logarithms for sv, nb, da and other; "kvifor" is Nynorsk, and stands in no example.
EVIDENCE = WordEvidence.of(
    {
        "kvifor": (-9, 0, -9, -9),
        **{word: [0 if (word, code) in KNOWN else -4 for code in OUTCOMES] for word, _ in sorted(KNOWN)},
    }
)


@pytest.fixture(scope="module")
def classifier() -> LanguageClassifier:
    return LanguageClassifier.train(EXAMPLES, EVIDENCE)


@pytest.mark.parametrize(("code", "sentence"), PAIRS)
def test_the_language_of_a_known_sentence_is_told(classifier: LanguageClassifier, code: str, sentence: str) -> None:
    prediction = classifier.predict(f"{sentence.upper()}?! 24/7 :)\n")
    assert prediction.best == code
    assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-3)


def test_a_saved_classifier_predicts_the_same(classifier: LanguageClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    loaded = LanguageClassifier.load(tmp_path)
    for text in ("vad tjänar man", "hvad tjener man", "qwerty", "中文"):
        assert loaded.predict(text) == classifier.predict(text)


def test_the_same_examples_give_the_same_classifier(classifier: LanguageClassifier) -> None:
    again = LanguageClassifier.train(EXAMPLES, EVIDENCE)
    assert again.predict("hva tjener man") == classifier.predict("hva tjener man")


def test_what_a_word_says_by_itself_counts(classifier: LanguageClassifier) -> None:
    without = LanguageClassifier.train(EXAMPLES, WordEvidence.of({"zzz": (0, 0, 0, 0)}))
    assert classifier.predict("kvifor").best == "nb"
    assert classifier.predict("kvifor").probabilities["nb"] > without.predict("kvifor").probabilities["nb"]


def test_more_evidence_makes_more_certain(classifier: LanguageClassifier) -> None:
    one, three = classifier.predict("hvad"), classifier.predict("hvad hvad hvad")
    assert one.best == three.best == "da"
    assert three.margin > one.margin


@pytest.mark.parametrize(
    "text", ["Привет, как дела?", "你好", "שלום", "мова hej мова", "Καλημέρα", "مرحبا", "한국어 1234"]
)
def test_a_text_in_other_letters_is_of_another_language(classifier: LanguageClassifier, text: str) -> None:
    prediction = classifier.predict(text)
    assert (prediction.best, prediction.margin) == (OTHER, 1)


def test_a_foreign_letter_among_ours_does_not_decide(classifier: LanguageClassifier) -> None:
    assert classifier.predict("hvad tjener man med Ωmega og α").best == "da"
    assert classifier.predict("vad är Việt Nam, måste jag kunna Łódź").margin < 1


def test_words_are_lower_case_letters_and_the_apostrophes_within() -> None:
    assert words("Får 'JAG' 14 000 kr_i mån'n?! ' :)") == ["får", "jag", "kr", "i", "mån'n"]


@pytest.mark.parametrize("text", ["", "  ", "123 + 4 = ?", "😀", "_"])
def test_a_text_without_words_can_be_any_language(classifier: LanguageClassifier, text: str) -> None:
    prediction = classifier.predict(text)
    assert (prediction.best, prediction.margin) == (OTHER, 0)
    assert len(set(prediction.nordic().values())) == 1


@pytest.mark.parametrize("text", ["__label__sv", "</s>", "\x00", "ord " * 5000, "a" * 5000, "e\u0301", "'", "中"])
def test_no_text_breaks_the_classifier(classifier: LanguageClassifier, text: str) -> None:
    assert set(classifier.predict(text).probabilities) == set(SENTENCES)


class Says:
    """A classifier that says one thing of every text."""

    def __init__(self, **probabilities: float) -> None:
        self._prediction = Prediction(probabilities)

    def predict(self, text: str) -> Prediction:
        return self._prediction


@pytest.fixture
def identify(storage: ModelStorage, resource: Resource):
    """Runs the component over one text, with a classifier that is sure or unsure as the test wants it."""

    def identified(text: str, **probabilities: float) -> Message:
        config = {"certain": 0.8, "certain_other": 0.9, "least_letters": 12, "seed": 0}
        component = LanguageIdentifier(config, storage, resource, Says(**probabilities))
        (message,) = component.process([Message(data={TEXT: text})])
        return message

    return identified


TWELVE = "vad tjänar man?"  # letters


def test_a_certain_language_is_an_entity_over_the_whole_message(identify) -> None:
    message = identify(TWELVE, sv=0.02, nb=0.9, da=0.05, other=0.03)
    (entity,) = message.get(ENTITIES)
    assert (entity["entity"], entity["value"], entity["confidence"]) == ("language", "nb", 0.9)
    assert (entity["start"], entity["end"]) == (0, len(TWELVE))
    assert message.get(OTHER_LANGUAGE) is None


def test_the_entities_at_hand_are_kept(storage: ModelStorage, resource: Resource) -> None:
    component = LanguageIdentifier(
        LanguageIdentifier.get_default_config(), storage, resource, Says(sv=0.98, nb=0.01, da=0.01, other=0.0)
    )
    (message,) = component.process([Message(data={TEXT: TWELVE, ENTITIES: [{"entity": "site"}]})])
    assert [entity["entity"] for entity in message.get(ENTITIES)] == ["site", "language"]


@pytest.mark.parametrize(
    ("text", "probabilities"),
    [
        (TWELVE, {"sv": 0.01, "nb": 0.84, "da": 0.1, "other": 0.05}),  # a margin of 0.74
        (TWELVE[1:], {"sv": 0.0, "nb": 1.0, "da": 0.0, "other": 0.0}),  # a letter too short
        (TWELVE, {"sv": 0.0, "nb": 0.1, "da": 0.0, "other": 0.9}),
    ],
)
def test_an_uncertain_language_is_no_entity(identify, text: str, probabilities: dict[str, float]) -> None:
    assert identify(text, **probabilities).get(ENTITIES) is None


def test_the_scores_of_the_three_are_always_there(identify) -> None:
    message = identify("hej", sv=0.2, nb=0.1, da=0.1, other=0.6)
    assert message.get(LANGUAGE_SCORES) == {"sv": 0.5, "nb": 0.25, "da": 0.25}
    assert identify("what", sv=0.0, nb=0.0, da=0.0, other=1.0).get(LANGUAGE_SCORES) == {"sv": 0, "nb": 0, "da": 0}


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [("what does it pay", 0.98, True), ("what does it pay", 0.9, False), ("what pay", 1.0, None)],
)
def test_another_language_is_told_when_certain(identify, text: str, other: float, expected: bool | None) -> None:
    message = identify(text, sv=1 - other, nb=0.0, da=0.0, other=other)
    assert message.get(OTHER_LANGUAGE) is expected
    assert message.get(ENTITIES) is None


def test_what_is_found_goes_with_the_message(identify) -> None:
    output = identify(TWELVE, sv=0.98, nb=0.01, da=0.01, other=0.0).as_dict(only_output_properties=True)
    assert {LANGUAGE_SCORES, ENTITIES} <= set(output)


def test_a_trained_component_is_the_same_after_a_restart(
    storage: ModelStorage, resource: Resource, context: ExecutionContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_examples, "examples", lambda own, seed: [*own, (OTHER, "what does it pay")] * 40)
    monkeypatch.setattr(WordEvidence, "learn", lambda own: EVIDENCE)
    config = {**LanguageIdentifier.get_default_config(), "certain": 0.5}
    own = [Message(data={TEXT: sentence, LANGUAGE: code, INTENT: "pay"}) for code, sentence in PAIRS if code != OTHER]
    trained = LanguageIdentifier.create(config, storage, resource, context)
    trained.train(TrainingData([*own, Message(data={TEXT: "no language", INTENT: "pay"})]))
    loaded = LanguageIdentifier.load(config, storage, resource, context)
    for component in (trained, loaded):
        (message,) = component.process([Message(data={TEXT: "hvilke arbejdstider har I"})])
        assert [entity["value"] for entity in message.get(ENTITIES)] == ["da"]
        (without_language,) = component.process([Message(data={TEXT: "no language"})])
        assert set(without_language.get(LANGUAGE_SCORES)) == {"sv", "nb", "da"}


def test_asked_before_it_is_trained_it_says_so(
    storage: ModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    fresh = LanguageIdentifier.create(LanguageIdentifier.get_default_config(), storage, resource, context)
    with pytest.raises(RuntimeError, match="before it is trained"):
        fresh.process([Message(data={TEXT: "hej"})])
