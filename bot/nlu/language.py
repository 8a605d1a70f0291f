"""Tells the language of a message: Swedish, Norwegian (Bokmål or Nynorsk), Danish or another.

A fastText classifier over words and character n-grams, trained by `rasa train` on words drawn by their frequency in
each language (`bot/nlu/language_examples.py`) and on the articles' own texts and questions.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
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
from bot.nlu import language_examples
from bot.nlu.fingerprint import fingerprint

LANGUAGE_SCORES = "language_scores"  # probabilities of sv, nb and da, 0 to 1, in the message's output
OTHER_LANGUAGE = "other_language"  # True in the message's output when it is certainly none of the three

_FILE = "language.bin"
_NOT_A_WORD = re.compile(r"[^\w']+|[\d_]+")


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


class LanguageClassifier:
    """fastText with the normalisation that its training had."""

    def __init__(self, model: fasttext.FastText._FastText) -> None:
        self._model = model

    @classmethod
    def train(cls, lines: Iterable[str], seed: int = 0) -> LanguageClassifier:
        """Trains on lines of fastText's format, `__label__sv text`, the text normalised.

        One thread, so that the same lines give the same model.
        """
        with tempfile.TemporaryDirectory() as folder:
            examples = Path(folder) / "examples.txt"
            examples.write_text("\n".join(lines), encoding="utf-8")
            model = fasttext.train_supervised(
                str(examples),
                dim=16,
                minn=1,
                maxn=5,
                minCount=10,
                bucket=200_000,
                epoch=6,
                lr=0.5,
                thread=1,
                seed=seed,
                verbose=0,
            )
        return cls(model)

    def save(self, path: Path) -> None:
        """Writes the model as fastText does."""
        self._model.save_model(str(path))

    @classmethod
    def load(cls, path: Path) -> LanguageClassifier:
        """Reads what `save` wrote."""
        return cls(fasttext.load_model(str(path)))

    def predict(self, text: str) -> Prediction:
        """The probabilities for one text; all equal where it holds no word."""
        words = normalized(text)
        if not words:
            return Prediction({"sv": 0.25, "nb": 0.25, "da": 0.25, OTHER: 0.25})
        # The Python wrapper around this call converts with a NumPy idiom that NumPy 2 dropped; the bound method is
        # the same and faster. Its pairs are (probability, label).
        pairs = self._model.f.predict(words + "\n", 4, 0.0, "strict")
        return Prediction({label.removeprefix("__label__"): min(float(p), 1.0) for p, label in pairs})


def normalized(text: str) -> str:
    """Lower-case words, without digits and punctuation: what the classifier is trained on and asked."""
    return " ".join(_NOT_A_WORD.sub(" ", text.casefold()).split())


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
            return cls(config, model_storage, resource, LanguageClassifier.load(folder / _FILE))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The examples drawn from word frequencies are not part of the training data."""
        return fingerprint(__file__, language_examples.__file__) + version("wordfreq")

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on drawn words and on the training examples that know their language."""
        seed = self._config["seed"]
        known = [
            (message.get(LANGUAGE), message.get(TEXT))
            for message in training_data.nlu_examples
            if message.get(LANGUAGE)
        ]
        lines = [f"__label__{code} {normalized(text)}" for code, text in language_examples.examples(known, seed)]
        self._classifier = LanguageClassifier.train(lines, seed)
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder / _FILE)
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
