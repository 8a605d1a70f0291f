"""The sections are ranked by n-grams and vectors together, by either alone, and the same after a restart."""

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.importer import SECTION, SUBJECT
from bot.nlu.ngrams import CharNgramFeaturizer
from bot.nlu.sections import ANSWERABLE, SECTION_RANKING, SUBJECT_GUESS, SectionClassifier

# Section (or, below, subject), its intent, its questions; its place is also the direction of its vectors.
EXAMPLES = [
    ("pay-abroad", "pay", ["vad tjänar man utomlands", "lön utomlands", "lönen i grekland", "månadslön utomlands"]),
    ("pay-sweden", "pay", ["vad tjänar man i sverige", "lön i sverige", "svensk lön", "månadslön hemma"]),
    ("shifts", "hours", ["vilka arbetstider", "jobbar man nätter", "arbetstider och skift", "nattskift"]),
    ("", "greet", ["hej", "hejsan", "tjena", "god dag"]),
    ("tax", "out_of_scope", ["hur mycket skatt", "betalar man skatt", "deklaration", "skatten"]),
    ("housing", "out_of_scope", ["får man bostad", "hyra lägenhet", "var bor man", "boende"]),
]
SECTIONS = ("pay-abroad", "pay-sweden", "shifts")


def with_vector(message: Message, direction: int) -> Message:
    """Adds what the encoder would say: a vector that leans towards one class; as with e5, most of it all have alike."""
    vector = np.linspace(3, 0, len(EXAMPLES), dtype=np.float32).reshape(1, -1)
    vector[0, direction] += 0.4
    message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, "vectors"))
    return message


class Pipeline:
    """The featurizer and the classifier, as `config.yml` has them one after the other."""

    def __init__(self, storage: ModelStorage, context: ExecutionContext) -> None:
        self._storage = storage
        self._context = context
        config = {**CharNgramFeaturizer.get_default_config(), "min_count": 1}
        self._ngrams = CharNgramFeaturizer.create(config, storage, Resource("ngrams"), context)
        self.classifier: SectionClassifier | None = None

    def train(self, *, vectors: bool) -> "Pipeline":
        data = TrainingData([m for number in range(len(EXAMPLES)) for m in _examples(number, vectors=vectors)])
        self._ngrams.train(data)
        self._ngrams.process_training_data(data)
        self.classifier = self._made(SectionClassifier.create)
        self.classifier.train(data)
        return self

    def load(self, **config: float) -> SectionClassifier:
        """The classifier as a server gets it out of the model."""
        return self._made(SectionClassifier.load, **config)

    def features(self, text: str, direction: int | None = None) -> Message:
        """A message with its n-grams, and with a vector where a direction is given."""
        (message,) = self._ngrams.process([Message(data={TEXT: text})])
        return message if direction is None else with_vector(message, direction)

    def ask(self, text: str, direction: int | None = None) -> Message:
        (message,) = self.classifier.process([self.features(text, direction)])
        return message

    def _made(self, make: object, **config: float) -> SectionClassifier:
        config = {**SectionClassifier.get_default_config(), **config}
        return make(config, self._storage, Resource("sections"), self._context)


def _examples(number: int, *, vectors: bool) -> list[Message]:
    name, intent, questions = EXAMPLES[number]
    kind = SUBJECT if intent == "out_of_scope" else SECTION
    messages = [Message(data={TEXT: text, INTENT: intent} | ({kind: name} if name else {})) for text in questions]
    return [with_vector(message, number) for message in messages] if vectors else messages


@pytest.fixture
def pipeline(storage: ModelStorage, context: ExecutionContext) -> Pipeline:
    return Pipeline(storage, context).train(vectors=True)


def best(message: Message) -> str:
    return message.get(SECTION_RANKING)[0]["section"]


@pytest.mark.parametrize(
    ("text", "section", "intent"),
    [
        ("lönen utomlands", "pay-abroad", "pay"),
        ("svensk månadslön", "pay-sweden", "pay"),
        ("nätter", "shifts", "hours"),
    ],
)
def test_the_section_whose_questions_are_alike_comes_first(
    pipeline: Pipeline, text: str, section: str, intent: str
) -> None:
    message = pipeline.ask(text, SECTIONS.index(section))
    assert best(message) == section
    assert message.get(INTENT)["name"] == intent
    assert message.get(ANSWERABLE) > 0.5


def test_after_a_restart_the_answer_is_the_same(pipeline: Pipeline) -> None:
    asked = pipeline.ask("månadslön och skift", 0)
    (again,) = pipeline.load().process([pipeline.features("månadslön och skift", 0)])
    for output in (SECTION_RANKING, INTENT, INTENT_RANKING_KEY, ANSWERABLE, SUBJECT_GUESS):
        assert again.get(output) == asked.get(output)


def test_without_vectors_the_ngrams_still_answer(pipeline: Pipeline) -> None:
    (message,) = pipeline.load().process([pipeline.features("lön utomlands")])
    assert best(message) == "pay-abroad"


def test_a_model_trained_without_vectors_answers_and_ignores_those_that_come(
    storage: ModelStorage, context: ExecutionContext
) -> None:
    pipeline = Pipeline(storage, context).train(vectors=False)
    (message,) = pipeline.load().process([pipeline.features("lön utomlands", SECTIONS.index("shifts"))])
    assert best(message) == "pay-abroad"


@pytest.mark.parametrize("section", SECTIONS)
def test_vectors_find_what_has_no_ngram_in_common(pipeline: Pipeline, section: str) -> None:
    assert best(pipeline.ask("xyz", SECTIONS.index(section))) == section


def test_the_ranking_holds_every_section_once_and_sums_to_one(pipeline: Pipeline) -> None:
    ranking = pipeline.ask("lön", 0).get(SECTION_RANKING)
    confidences = [row["confidence"] for row in ranking]
    assert sorted(row["section"] for row in ranking) == sorted(SECTIONS)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-3)


def test_no_more_sections_than_asked_for_are_ranked(pipeline: Pipeline) -> None:
    (message,) = pipeline.load(ranking_length=2).process([pipeline.features("lön", 0)])
    assert [row["section"] for row in message.get(SECTION_RANKING)] == ["pay-abroad", "pay-sweden"]


def test_the_probability_of_a_topic_is_that_of_its_sections(pipeline: Pipeline) -> None:
    message = pipeline.ask("lön", 0)
    share = {row["section"]: row["confidence"] for row in message.get(SECTION_RANKING)}
    topics = {row["name"]: row["confidence"] for row in message.get(INTENT_RANKING_KEY)}
    of_pay = (share["pay-abroad"] + share["pay-sweden"]) * message.get(ANSWERABLE)
    assert topics["pay"] == pytest.approx(of_pay, abs=1e-3)
    assert sum(topics.values()) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("text", "subject"), [("skatt på lönen", "tax"), ("hyra bostad", "housing")])
def test_what_no_section_answers_is_said_with_its_subject(pipeline: Pipeline, text: str, subject: str) -> None:
    message = pipeline.ask(text, [name for name, _, _ in EXAMPLES].index(subject))
    assert message.get(INTENT)["name"] == "out_of_scope"
    assert message.get(SUBJECT_GUESS) == subject
    assert message.get(ANSWERABLE) < 0.5


def test_small_talk_is_taken_as_such_only_when_certain(pipeline: Pipeline) -> None:
    def intent(certain: float) -> str:
        (message,) = pipeline.load(certain_act=certain).process([pipeline.features("hej lön", 3)])
        assert message.get(INTENT_RANKING_KEY)[0]["name"] == "greet"
        return message.get(INTENT)["name"]

    assert intent(certain=0.0) == "greet"
    assert intent(certain=1.0) != "greet"


def test_what_goes_with_the_message_is_plain_json(pipeline: Pipeline) -> None:
    output = pipeline.ask("lön", 0).as_dict(only_output_properties=True)
    assert {type(row["confidence"]) for row in output[SECTION_RANKING]} == {float}
    assert type(output[ANSWERABLE]) is float


def test_asked_before_it_is_trained_it_says_so(storage: ModelStorage, context: ExecutionContext) -> None:
    fresh = SectionClassifier.create(SectionClassifier.get_default_config(), storage, Resource("sections"), context)
    with pytest.raises(RuntimeError, match="before it is trained"):
        fresh.process([Message(data={TEXT: "hej"})])
