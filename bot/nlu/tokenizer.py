"""Tokens by spaCy's rules for the language that the message is likeliest in."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language as SpacyPipeline

from bot.languages import DEFAULT_LANGUAGE
from bot.nlu.language import LANGUAGE, LANGUAGE_SCORES


@cache
def pipeline(language: str) -> SpacyPipeline:
    """spaCy's blank pipeline of a language: its tokenizer and vocabulary, nothing trained."""
    return spacy.blank(language)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class NordicTokenizer(Tokenizer):
    """Splits a message as spaCy does for Swedish, Bokmål or Danish."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options of Rasa's tokenizers; intents are not split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute, without white space."""
        scores = message.get(LANGUAGE_SCORES) or {DEFAULT_LANGUAGE: 1.0}
        language = message.get(LANGUAGE) or max(scores, key=scores.__getitem__)
        doc = pipeline(language).make_doc(message.get(attribute))
        return [Token(token.text, token.idx) for token in doc if not token.is_space]
