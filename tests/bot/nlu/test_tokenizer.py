"""Tokens stand where they say, leave no word out, and follow the language of the message."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.importer import LANGUAGE
from bot.languages import LANGUAGES
from bot.nlu.language import LANGUAGE_SCORES
from bot.nlu.tokenizer import NordicTokenizer


@pytest.fixture
def tokenizer(storage: ModelStorage, resource: Resource, context: ExecutionContext) -> NordicTokenizer:
    return NordicTokenizer.create(NordicTokenizer.get_default_config(), storage, resource, context)


def tokens(tokenizer: NordicTokenizer, text: str, **known: object) -> list[Token]:
    (message,) = tokenizer.process([Message(data={TEXT: text, **known})])
    return message.get("text_tokens")


def words(tokenizer: NordicTokenizer, text: str, **known: object) -> list[str]:
    return [token.text for token in tokens(tokenizer, text, **known)]


def test_words_and_punctuation_are_apart(tokenizer: NordicTokenizer) -> None:
    assert words(tokenizer, "Hej!  Vad\ntjänar man?") == ["Hej", "!", "Vad", "tjänar", "man", "?"]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(LANGUAGES))
def test_every_token_stands_where_it_says_and_nothing_is_left_out(
    tokenizer: NordicTokenizer, text: str, language: str
) -> None:
    found = tokens(tokenizer, text, **{LANGUAGE: language})
    assert [text[token.start : token.end] for token in found] == [token.text for token in found]
    assert "".join("".join(token.text.split()) for token in found) == "".join(text.split())


SWEDISH, NORWEGIAN = ["t.ex.", "kväll"], ["t.ex", ".", "kväll"]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, SWEDISH),
        ({LANGUAGE: "sv"}, SWEDISH),
        ({LANGUAGE: "nb"}, NORWEGIAN),
        ({LANGUAGE_SCORES: {"sv": 0.2, "nb": 0.7, "da": 0.1}}, NORWEGIAN),
        ({LANGUAGE: "sv", LANGUAGE_SCORES: {"sv": 0.2, "nb": 0.7, "da": 0.1}}, SWEDISH),
    ],
)
def test_an_abbreviation_is_one_token_in_its_language(
    tokenizer: NordicTokenizer, known: dict[str, object], expected: list[str]
) -> None:
    assert words(tokenizer, "t.ex. kväll", **known) == expected
