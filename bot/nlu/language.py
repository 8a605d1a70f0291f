"""Tells the language of a message: Swedish, Norwegian (Bokmål or Nynorsk), Danish or another.

Two classifiers look at it and their logarithms are added up: fastText over words and character n-grams, trained by
`rasa train` on words drawn by their frequency in each language (`bot/nlu/language_examples.py`) and on our own
questions; and a table of what each word by itself says (`bot/nlu/word_evidence.py`).
"""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fasttext
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.importer import LANGUAGE  # also the entity, set only when certain, and the slot that it fills
from bot.languages import OTHER
from bot.nlu import language_examples, lexicon, word_evidence
from bot.nlu.fingerprint import fingerprint
from bot.nlu.word_evidence import OUTCOMES, WordEvidence

LANGUAGE_SCORES = "language_scores"  # probabilities of sv, nb and da, 0 to 1, in the message's output
OTHER_LANGUAGE = "other_language"  # True in the message's output when it is certainly none of the three

_MODEL_FILE = "language.bin"
_WORDS_FILE = "words.safetensors"

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LAST_LATIN = "\u024f"
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")

# How the two classifiers are added up, found on development data (docs/measurements.md). The words of a text are not
# independent of each other, so that the evidence of n of them is worth less than n times that of one.
_NGRAMS_WEIGHT = 0.4
_WORDS_WEIGHT = 1.0
_WORDS_POWER = -0.3
_BIAS = {"sv": 0.0, "nb": 0.2, "da": 0.1, OTHER: -0.6}
_TEMPERATURE = 1.2  # makes the sum a probability that can be believed
_LABELS = [(f"__label__{code}", _BIAS[code]) for code in OUTCOMES]  # fastText's name of each, and its bias
_LEAST = 1e-9  # probability below which fastText's is not believed


@dataclass(frozen=True)
class Prediction:
    """Probabilities of the languages, each 0 to 1; they sum to 1."""

    probabilities: dict[str, float]

    @property
    def best(self) -> str:
        """The likeliest of sv, nb, da and other."""
        return max(self.probabilities, key=self.probabilities.__getitem__)

    def nordic(self) -> dict[str, float]:
        """The probabilities of sv, nb and da, given that it is one of them."""
        known = {code: p for code, p in self.probabilities.items() if code != OTHER}
        total = sum(known.values()) or 1.0
        return {code: round(p / total, 3) for code, p in known.items()}

    @property
    def margin(self) -> float:
        """By how much the likeliest is ahead of the next one, 0 to 1."""
        first, second = sorted(self.probabilities.values(), reverse=True)[:2]
        return first - second


_OTHER_LETTERS = Prediction({"sv": 0.0, "nb": 0.0, "da": 0.0, OTHER: 1.0})
_NO_WORDS = Prediction({OTHER: 0.25, "sv": 0.25, "nb": 0.25, "da": 0.25})  # `best` is the first of equals


class LanguageClassifier:
    """fastText and the table of words, with the normalisation that their training had."""

    def __init__(self, model: fasttext.FastText._FastText, evidence: WordEvidence) -> None:
        self._model = model
        self._evidence = evidence

    @classmethod
    def train(cls, examples: Iterable[tuple[str, str]], evidence: WordEvidence, seed: int = 0) -> LanguageClassifier:
        """Trains on pairs of language and text; one thread, so that the same examples give the same classifier."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "examples.txt"
            lines = (f"__label__{code} {' '.join(words(text))}" for code, text in examples)
            file.write_text("\n".join(lines), encoding="utf-8")
            model = fasttext.train_supervised(
                str(file),
                dim=16,
                minn=1,
                maxn=5,
                minCount=25,
                bucket=200_000,
                epoch=6,
                lr=0.5,
                thread=1,
                seed=seed,
                verbose=0,
            )
        return cls(model, evidence)

    def save(self, folder: Path) -> None:
        """Writes two files, the model as fastText does and the table."""
        self._model.save_model(str(folder / _MODEL_FILE))
        self._evidence.save(folder / _WORDS_FILE)

    @classmethod
    def load(cls, folder: Path) -> LanguageClassifier:
        """Reads what `save` wrote."""
        return cls(fasttext.load_model(str(folder / _MODEL_FILE)), WordEvidence.load(folder / _WORDS_FILE))

    def predict(self, text: str) -> Prediction:
        """The probabilities for one text; all equal, and `best` other, where it holds no word."""
        found = words(text)
        if not found:
            return _NO_WORDS
        joined = " ".join(found)
        if _mostly_in_other_letters(joined):
            return _OTHER_LETTERS
        # The Python wrapper around this call converts with a NumPy idiom that NumPy 2 dropped; the bound method is
        # the same and faster. Its pairs are (probability, label).
        ngrams = {label: p for p, label in self._model.f.predict(joined + "\n", len(OUTCOMES), 0.0, "strict")}
        weight = _WORDS_WEIGHT * len(found) ** _WORDS_POWER
        logits = [
            (_NGRAMS_WEIGHT * math.log(max(ngrams[label], _LEAST)) + weight * evidence + bias) / _TEMPERATURE
            for (label, bias), evidence in zip(_LABELS, self._evidence.total(found), strict=True)
        ]
        highest = max(logits)
        likelihoods = [math.exp(logit - highest) for logit in logits]
        total = sum(likelihoods)
        return Prediction({code: each / total for code, each in zip(OUTCOMES, likelihoods, strict=True)})


def words(text: str) -> list[str]:
    """Lower-case words, without digits and punctuation around them: what the classifier is trained on and asked."""
    return _WORD.findall(text.casefold())


def _mostly_in_other_letters(text: str) -> bool:
    """Whether more than half of the letters are of another alphabet than the Latin one."""
    if max(text) <= _LAST_LATIN:
        return False
    return 2 * len(_NOT_LATIN.findall(text)) > sum(map(str.isalpha, text))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Sets the entity `language` when certain, and the likeliest Nordic language in any case."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`certain`: margin, 0 to 1, from which the language is taken as known, given `least_letters`; a few letters
        can be any of the three, whatever the classifier says. `certain_other`: the same for none of the three.
        """
        return {"certain": 0.9, "certain_other": 0.9, "least_letters": 12, "seed": 0}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, classifier: LanguageClassifier | None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._classifier = classifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """A component that is still to be trained."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        """The trained component out of a model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LanguageClassifier.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The words of each language are not part of the training data."""
        files = (__file__, language_examples.__file__, lexicon.__file__, word_evidence.__file__)
        return fingerprint(*files) + lexicon.VERSIONS

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the lexicon and from the training examples that know their language."""
        seed = self._config["seed"]
        known = [
            (message.get(LANGUAGE), message.get(TEXT))
            for message in training_data.nlu_examples
            if message.get(LANGUAGE)
        ]
        evidence = WordEvidence.learn((code, words(text)) for code, text in known)
        examples = language_examples.examples(known, seed)
        lexicon.forget()
        self._classifier = LanguageClassifier.train(examples, evidence, seed)
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the language to each message."""
        for message in messages:
            self._set_language(message)
        return messages

    def _set_language(self, message: Message) -> None:
        if self._classifier is None:
            raise RuntimeError("LanguageIdentifier is asked before it is trained")
        text = message.get(TEXT) or ""
        prediction = self._classifier.predict(text)
        message.set(LANGUAGE_SCORES, prediction.nordic(), add_to_output=True)
        if sum(map(str.isalpha, text)) < self._config["least_letters"]:
            return
        if prediction.best == OTHER:
            message.set(OTHER_LANGUAGE, prediction.margin >= self._config["certain_other"], add_to_output=True)
        elif prediction.margin >= self._config["certain"]:
            entity = {
                "entity": LANGUAGE,
                "value": prediction.best,
                "start": 0,
                "end": len(text),
                "confidence": prediction.probabilities[prediction.best],
                "extractor": type(self).__name__,
            }
            message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
