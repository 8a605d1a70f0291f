"""Every question reaches Rasa with what it knows, and lives in one place."""

import re
from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.articles import Library
from bot.importer import LANGUAGE, SECTION, SUBJECT, ArticleImporter
from bot.languages import LANGUAGES, fold
from bot.paths import NLU, ROOT

CONFIG, DOMAIN = str(ROOT / "config.yml"), str(ROOT / "domain.yml")

GREETINGS = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hejsan
"""
SUBJECT_OF_THE_BLOCK = """\
version: "3.1"
nlu:
- intent: out_of_scope
  metadata:
    subject: tax
  examples: |
    - hvor meget skat betaler man
"""


def known(message: Message) -> tuple[str, str, str | None, str | None]:
    return message.get(TEXT), message.get(INTENT), message.get(SECTION), message.get(LANGUAGE)


@pytest.fixture(scope="module")
def examples() -> list[Message]:
    """What Rasa trains on."""
    return ArticleImporter(CONFIG, DOMAIN, [str(ROOT / "data")]).get_nlu_data().nlu_examples


def test_every_question_of_an_article_arrives_with_intent_section_and_language(examples: list[Message]) -> None:
    expected = {
        (text, section.topic, section.id, language)
        for language in LANGUAGES
        for section in Library.read().sections(language).values()
        for text in (section.heading, *section.questions)
    }
    assert expected - {known(message) for message in examples} == set()


def test_every_example_of_a_language_folder_knows_its_language(examples: list[Message]) -> None:
    other = {message.get(INTENT) for message in examples if message.get(LANGUAGE) not in LANGUAGES}
    assert other == {"foreign_language", "no_text"}


def test_an_example_outside_the_articles_has_no_section(tmp_path: Path) -> None:
    (tmp_path / "sv").mkdir()
    file = tmp_path / "sv" / "greet.yml"
    file.write_text(GREETINGS, encoding="utf-8")
    found = map(known, ArticleImporter(CONFIG, DOMAIN, [str(file)]).get_nlu_data().nlu_examples)
    assert ("hejsan", "greet", None, "sv") in found


def test_the_subject_of_a_block_is_known_to_its_examples(tmp_path: Path) -> None:
    (tmp_path / "da").mkdir()
    file = tmp_path / "da" / "out_of_scope.yml"
    file.write_text(SUBJECT_OF_THE_BLOCK, encoding="utf-8")
    found = ArticleImporter(CONFIG, DOMAIN, [str(file)]).get_nlu_data().nlu_examples
    assert {message.get(SUBJECT) for message in found if message.get(INTENT) == "out_of_scope"} == {"tax"}


def test_no_question_of_an_article_is_copied_into_the_examples(examples: list[Message]) -> None:
    def words(message: Message) -> str:
        return " ".join(re.findall(r"\w+", fold(message.get(TEXT))))

    questions = {words(message) for message in examples if message.get(SECTION)}
    others = {words(message) for message in examples if not message.get(SECTION)}
    assert len(others) > 100, f"no examples below {NLU}"
    assert questions & others == set()
