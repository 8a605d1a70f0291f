"""Words a response of the domain as a whole reply: in the conversation's language, introduced, with its contract.

Rasa picks a response by its conditions on the slot `language`. Three things it leaves open are settled here for all
small talk alike: which language counts while that slot is still empty, that the first reply of a conversation says
that an automated assistant is speaking, and the `custom` object that ends a reply.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.languages import Language, conversation_language
from bot.reply import reply
from bot.wording import introduced

_FOREIGN_LANGUAGE = "utter_foreign_language"  # said in English
# Replies that introduce the assistant in their own words.
_INTRODUCED_BY_THEMSELVES = frozenset({"utter_greet", "utter_what_are_you", _FOREIGN_LANGUAGE})


class ConversationalNLG(TemplatedNaturalLanguageGenerator):
    """Rasa's templated responses, with the conversation's language, the introduction and the reply contract."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response, or None where the domain has none of that name."""
        language = tracker_language(tracker)
        slots = {**tracker.current_slot_values(), "language": language}
        response = self.generate_from_slots(utter_action, slots, output_channel, **kwargs)
        if response is None:
            return None
        if utter_action not in _INTRODUCED_BY_THEMSELVES:
            response["text"] = introduced(response["text"], language, _events(tracker, newest_first=True))
        spoken = "en" if utter_action == _FOREIGN_LANGUAGE else language
        response["custom"] = reply("smalltalk", spoken, confidence=_intent_confidence(tracker))
        return response


def tracker_language(tracker: DialogueStateTracker) -> Language:
    """The language to answer in, of a conversation as the Rasa server holds it."""
    return conversation_language(tracker.current_slot_values(), _events(tracker))


def _events(tracker: DialogueStateTracker, *, newest_first: bool = False) -> Iterator[dict[str, Any]]:
    return (event.as_dict() for event in (reversed(tracker.events) if newest_first else tracker.events))


def _intent_confidence(tracker: DialogueStateTracker) -> float:
    message = tracker.latest_message
    return (message.intent.get("confidence") or 0.0) if message and message.intent else 0.0
