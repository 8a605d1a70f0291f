"""Sentence vectors of a message: what it means, whichever words it uses."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.fingerprint import fingerprint
from bot.nlu.questions import PIECE_SPAN
from bot.vectors import encode_cached, encoder_version, load_encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectorFeaturizer(DenseFeaturizer, GraphComponent):
    """One vector of 384 numbers a message, of unit length; none where the encoder cannot be had."""

    @classmethod
    def required_components(cls) -> list[type]:
        """None: it reads the text itself."""
        return []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options of Rasa's featurizers."""
        return DenseFeaturizer.get_default_config()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be set wrongly."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encode = load_encoder()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectorFeaturizer:
        """Nothing is trained; the encoder is loaded."""
        return cls(config, execution_context.node_name)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Another encoder, or none, makes another model."""
        return fingerprint(__file__) + encoder_version()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the vectors to every example; those of known texts come from the cache."""
        if self._encode is not None:
            messages = training_data.nlu_examples
            vectors = encode_cached(self._encode, [message.get(TEXT) for message in messages])
            for message, vector in zip(messages, vectors, strict=True):
                self._add(message, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vector to each message; the pieces of one do without."""
        if self._encode is not None:
            for message in messages:
                if message.get(PIECE_SPAN) is None:
                    self._add(message, self._encode(message.get(TEXT) or ""))
        return messages

    def _add(self, message: Message, vector: np.ndarray) -> None:
        message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
