"""Gives messages in a language that is not answered an intent of their own."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.language import OTHER_LANGUAGE

FOREIGN_LANGUAGE = "foreign_language"
# "in swedish please" is English, and understood.
_UNDERSTOOD_IN_ENGLISH = frozenset({"change_language"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ForeignLanguageClassifier(GraphComponent, IntentClassifier):
    """Puts `foreign_language` in place of the intent when the language is certainly none of the three."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The intent comes first."""
        return [IntentClassifier]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ForeignLanguageClassifier:
        """Nothing is trained."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces the intent where it applies."""
        for message in messages:
            if message.get(OTHER_LANGUAGE) and message.get(INTENT)["name"] not in _UNDERSTOOD_IN_ENGLISH:
                intent = {"name": FOREIGN_LANGUAGE, "confidence": 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent, *message.get(INTENT_RANKING_KEY, [])], add_to_output=True)
        return messages
