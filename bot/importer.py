"""Brings the training examples to Rasa, each with what it knows beside its intent.

A question lives in one place. Those of a section live in its article; this importer, which `config.yml` names, hands
them to Rasa as examples of the topic's intent, so that nothing is copied into `data/nlu/`. The examples there are
marked with the language of their folder and the subject of their block.
"""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.articles import Article, Library
from bot.languages import is_language

# What a training message knows beside text and intent.
LANGUAGE = "language"  # sv, nb or da
SECTION = "section"  # id of the section that answers it
SUBJECT = "subject"  # what a question is about that no section answers


class ArticleImporter(RasaFileImporter):
    """Rasa's own files, and the headings and questions of all articles."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All examples; `language` is Rasa's and has no meaning here, since all languages train together."""
        # Sorted, so that every machine trains the same model.
        # Rasa's merge copies and hashes everything once a file; joining the lists is the same for plain examples.
        examples = [example for path in sorted(self._nlu_files) for example in _marked_examples(path)]
        for article in Library.read().articles:
            examples += article_examples(article)
        return TrainingData(examples)


def article_examples(article: Article) -> list[Message]:
    """The training messages of one article: the heading and the questions of each section."""
    return [
        Message(data={TEXT: text, INTENT: section.topic, SECTION: section.id, LANGUAGE: article.language})
        for section in article.sections
        for text in (section.heading, *section.questions)
    ]


def _marked_examples(path: str) -> list[Message]:
    language = Path(path).parent.name
    examples = load_data(path).training_examples
    for message in examples:
        if is_language(language):
            message.set(LANGUAGE, language)
        subject = ((message.get("metadata") or {}).get(INTENT) or {}).get(SUBJECT)
        if subject:
            message.set(SUBJECT, subject)
    return examples
