"""A variant is trained and asked without the part that it leaves out."""

import re

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.bench.ablation import VARIANTS, Variant, _measure, _nearest_question
from bot.cases import Case
from bot.importer import LANGUAGE, SECTION, SUBJECT

QUESTIONS = {
    "pay-abroad": ["vad tjänar man utomlands", "lön utomlands", "hur mycket får man betalt utomlands", "utlandslön"],
    "krakow": ["vad gör visma i krakow", "krakow", "callcenter i polen", "har visma ett kontor i krakow"],
}
OUT_OF_SCOPE = ["hur blir vädret", "recept på pannkakor", "vem vann matchen", "skriv en dikt"]


def examples() -> list[Message]:
    asked = [
        Message(data={TEXT: text, INTENT: "pay", SECTION: section, LANGUAGE: "sv"})
        for section, texts in QUESTIONS.items()
        for text in texts
    ]
    return asked + [Message(data={TEXT: text, INTENT: "out_of_scope", SUBJECT: "other"}) for text in OUT_OF_SCOPE]


def case(text: str, kind: str, pattern: str = "") -> Case:
    return Case(text, "sv", (), text, kind, None, (re.compile(pattern),), (), None)


CASES = [
    case("lönen utomlands", "answer", "12 000"),
    case("krakow i polen", "answer", "Visma"),
    case("vädret på söndag", "oos"),
]


@pytest.mark.parametrize("variant", [v for v in VARIANTS if not v.texts], ids=lambda variant: variant.name)
def test_every_variant_is_trained_and_measured(variant: Variant) -> None:
    result = _measure(variant, examples(), CASES)
    assert result.name == variant.name
    assert set(result.first_right) == {"sv", "all"}
    assert 0 <= result.separation <= 1


def test_what_is_easy_is_told_apart() -> None:
    result = _measure(VARIANTS[0], examples(), CASES)
    assert result.first_right["all"] == 1.0
    assert result.separation == 1.0


def test_the_nearest_question_needs_no_training() -> None:
    assert _nearest_question(examples(), CASES).first_right["all"] == 1.0
