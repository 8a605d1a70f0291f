"""Character n-grams of a message: what is left to see when the spelling wobbles."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot import languages
from bot.languages import fold
from bot.nlu.fingerprint import fingerprint

_VOCABULARY_FILE = "vocabulary.json"
_WEIGHTS_FILE = "weights.safetensors"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class CharNgramFeaturizer(SparseFeaturizer, GraphComponent):
    """TF-IDF over the character n-grams within words, of folded text (no å ä ö æ ø, lower case)."""

    @classmethod
    def required_components(cls) -> list[type]:
        """None: it reads the text itself."""
        return []

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`min_ngram`, `max_ngram`: letters an n-gram; `min_count`: messages that must hold one for it to count."""
        return {**SparseFeaturizer.get_default_config(), "min_ngram": 2, "max_ngram": 5, "min_count": 3}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Raises ValueError where the n-grams' lengths make no range."""
        if not 1 <= config["min_ngram"] <= config["max_ngram"]:
            raise ValueError(f"min_ngram {config['min_ngram']} and max_ngram {config['max_ngram']} make no range")

    def __init__(
        self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource, vectorizer: TfidfVectorizer
    ) -> None:
        super().__init__(name, config)
        self._storage = storage
        self._resource = resource
        self._vectorizer = vectorizer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CharNgramFeaturizer:
        """A component that is still to be trained."""
        return cls(config, execution_context.node_name, model_storage, resource, _vectorizer(config))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CharNgramFeaturizer:
        """The trained component out of a model."""
        with model_storage.read_from(resource) as folder:
            vocabulary = json.loads((folder / _VOCABULARY_FILE).read_text(encoding="utf-8"))
            weights = load_file(folder / _WEIGHTS_FILE)["idf"]
        vectorizer = _vectorizer(config, {ngram: column for column, ngram in enumerate(vocabulary)})
        vectorizer.idf_ = weights
        return cls(config, execution_context.node_name, model_storage, resource, vectorizer)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The functions beside this class."""
        return fingerprint(__file__, languages.__file__)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which n-grams there are and how telling each is."""
        self._vectorizer.fit([message.get(TEXT) for message in training_data.nlu_examples])
        with self._storage.write_to(self._resource) as folder:
            ngrams = [str(ngram) for ngram in self._vectorizer.get_feature_names_out()]
            (folder / _VOCABULARY_FILE).write_text(json.dumps(ngrams, ensure_ascii=False), encoding="utf-8")
            save_file({"idf": self._vectorizer.idf_.astype(np.float64)}, folder / _WEIGHTS_FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the features to every example."""
        self.process(training_data.nlu_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the features, shape (1, n-grams), to each message."""
        matrix: csr_matrix = self._vectorizer.transform([message.get(TEXT) or "" for message in messages])
        for row, message in enumerate(messages):
            message.add_features(Features(matrix[row], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages


def _vectorizer(config: dict[str, Any], vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        preprocessor=fold,
        ngram_range=(config["min_ngram"], config["max_ngram"]),
        min_df=config["min_count"],
        sublinear_tf=True,
        vocabulary=vocabulary,
    )
