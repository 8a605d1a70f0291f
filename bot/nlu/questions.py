"""Finds the questions of a message that may hold more than one.

A message is cut where a sentence or a clause ends. Each piece is ranked beside the whole message, and whether the
pieces are questions of their own is decided by what they rank (`actions/decision.py`). Pieces are ranked by character
n-grams alone: that costs next to nothing, and takes fewer stories for two questions than sentence vectors do
(docs/measurements.md).
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.fingerprint import fingerprint

# On a message that is a piece of the one before it: its span there, as (start, end).
PIECE_SPAN = "piece_span"

# Words that a question begins with, and verbs that begin one before its subject: people write two questions with
# nothing between them, too.
_ASKING = (
    "vad va hur når när vem vilka vilken varför vart hva hvordan korleis åssen hvem hvilke hvilken hvorfor hvor hvad "
    "hvornår kva kven kvifor kor"
)
_VERBS = (
    "måste må ska skal kan får finns finnes fins jobbar jobber arbejder tjänar tjener behöver trenger er är blir "
    "bliver lærer har"
)
_SUBJECTS = "man du jag jeg eg det der en ein de dom"
_NOT_AFTER_ASKING = "".join(f"(?<!\\b{word})" for word in _ASKING.split())
_CUT = re.compile(
    r"[?!.;\n]+(?:\s+|$)|,\s+|,?\s+(?:och|o|å|og|samt|and|plus|men|&)\s+"
    rf"|\s+(?=(?:{'|'.join(_ASKING.split())})\b)"
    rf"|{_NOT_AFTER_ASKING}\s+(?=(?:{'|'.join(_VERBS.split())})\s+(?:{'|'.join(_SUBJECTS.split())})\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class QuestionSplitter(GraphComponent):
    """Puts the pieces of each message behind it; `SectionClassifier` takes them away again."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`most_pieces`: a message of more is a story, which is understood as a whole."""
        return {"most_pieces": 5}

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionSplitter:
        """Nothing is trained."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The functions beside this class."""
        return fingerprint(__file__)

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message, followed by its pieces if it has several."""
        return [part for message in messages for part in (message, *self._pieces(message))]

    def _pieces(self, message: Message) -> list[Message]:
        text = message.get(TEXT) or ""
        spans = pieces(text)
        if not 2 <= len(spans) <= self._config["most_pieces"]:
            return []
        return [Message(data={TEXT: text[start:end], PIECE_SPAN: (start, end)}) for start, end in spans]


def pieces(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences and clauses of `text` that hold a word.

    >>> pieces("vad tjänar man och när börjar man?")
    [(0, 14), (19, 33)]
    """
    cuts = [(match.start(), match.end()) for match in _CUT.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if _WORD.search(text, start, end)]
