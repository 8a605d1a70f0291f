"""Which language a candidate asks to be answered in, and messages in a language that nobody is answered in."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.languages import Language, fold
from bot.nlu.language import LANGUAGE_SCORES, OTHER_LANGUAGE

CHANGE_LANGUAGE = "change_language"
FOREIGN_LANGUAGE = "foreign_language"
REQUESTED_LANGUAGE = "requested_language"

# Stems of the languages' names, folded: svenska, svensk, norska, norsk, bokmål, nynorsk, danska, dansk, and English.
_NAMES: tuple[tuple[Language, str], ...] = (
    ("sv", r"sven?sk\w*|swedish"),
    ("nb", r"(?:ny)?norsk\w*|bokmal\w*|norwegian"),
    ("da", r"dansk\w*|danish"),
)
# What the candidate does not want: a name after a negation, or any name in a complaint ("why do you write Danish").
_UNWANTED = r"\b(?:inte|ikke|ikkje|ej|ente|ik|not|istedet for|i stedet for|istallet for)\s+(?:pa\s+|in\s+)?"
_COMPLAINT = re.compile(r"\b(?:varfor|hvorfor|kvifor|koffor|why)\b")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RequestedLanguageExtractor(GraphComponent, IntentClassifier):
    """Adds the entity `requested_language` to a wish for another language, and the intent `foreign_language`."""

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
    ) -> RequestedLanguageExtractor:
        """Nothing is trained."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds to each message what applies; a wish in English is understood."""
        for message in messages:
            if message.get(INTENT)["name"] == CHANGE_LANGUAGE:
                _add_wish(message)
            elif message.get(OTHER_LANGUAGE):
                _make_foreign(message)
        return messages


def wanted_language(text: str) -> Language | None:
    """The language that a message asks for; the last one named where it names several, None where it names none that
    it wants.
    """
    folded = fold(text)
    if _COMPLAINT.search(folded):
        return None
    found = [
        (match.start(), language)
        for language, names in _NAMES
        for match in re.finditer(rf"\b(?:{names})\b", folded)
        if not re.search(_UNWANTED + "$", folded[: match.start()])
    ]
    return max(found)[1] if found else None


def _add_wish(message: Message) -> None:
    text = message.get(TEXT)
    scores = message.get(LANGUAGE_SCORES)
    # Who complains of the language, and names none to have instead, wants the one that the complaint is in.
    complains = _COMPLAINT.search(fold(text)) and scores
    language = wanted_language(text) or (max(scores, key=scores.__getitem__) if complains else None)
    if language:
        entity = {
            "entity": REQUESTED_LANGUAGE,
            "value": language,
            "start": 0,
            "end": len(text),
            "extractor": RequestedLanguageExtractor.__name__,
        }
        message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)


def _make_foreign(message: Message) -> None:
    intent = {"name": FOREIGN_LANGUAGE, "confidence": 1.0}
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent, *message.get(INTENT_RANKING_KEY, [])], add_to_output=True)
