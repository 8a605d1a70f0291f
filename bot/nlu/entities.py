"""Entities by spaCy patterns over the gazetteer: inflected, misspelt and written without å ä ö æ ø."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot import gazetteer
from bot.languages import DEFAULT_LANGUAGE, fold
from bot.nlu.fingerprint import fingerprint
from bot.nlu.tokenizer import pipeline
from bot.paths import GAZETTEER

# A form this long may have one letter wrong, though not the first; shorter ones would match other words ("polen",
# "pollen").
_FUZZY_FROM = 8
_GENITIVES = ("", "s")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GazetteerEntityExtractor(GraphComponent):
    """Finds the names of the gazetteer; the entity's value is the canonical name."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Tokens come first."""
        return [Tokenizer]

    def __init__(self) -> None:
        # Words are folded before they are matched, so one vocabulary serves all three languages.
        self._vocab = pipeline(DEFAULT_LANGUAGE).vocab
        self._matcher = Matcher(self._vocab)
        for kind in gazetteer.KINDS:
            for name, forms in gazetteer.read()[kind].items():
                self._matcher.add(f"{kind}/{name}", [_pattern(form) for form in forms])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerEntityExtractor:
        """Nothing is trained; the gazetteer is read."""
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The gazetteer is not part of the training data."""
        return fingerprint(__file__, GAZETTEER)

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to each message."""
        for message in messages:
            tokens = message.get("text_tokens") or []
            found = [_entity(span, tokens) for span in self._matches(tokens)]
            if found:
                message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages

    def _matches(self, tokens: list[Token]) -> list[Span]:
        if not tokens:
            return []
        doc = Doc(self._vocab, words=[fold(token.text) for token in tokens])
        return filter_spans(self._matcher(doc, as_spans=True))


def _pattern(form: str) -> list[dict[str, Any]]:
    words = [fold(word) for word in form.split()]
    spelled = [{"ORTH": word} for word in words[:-1]]
    if len(words[-1]) >= _FUZZY_FROM:
        return [*spelled, {"ORTH": {"FUZZY1": words[-1], "REGEX": f"^{words[-1][0]}"}}]
    return [*spelled, {"ORTH": {"IN": [words[-1] + ending for ending in _GENITIVES]}}]


def _entity(span: Span, tokens: list[Token]) -> dict[str, Any]:
    kind, name = span.label_.split("/", 1)
    return {
        "entity": kind,
        "value": name,
        "start": tokens[span.start].start,
        "end": tokens[span.end - 1].end,
        "extractor": GazetteerEntityExtractor.__name__,
    }
