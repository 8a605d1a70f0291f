"""The payloads of the bot's buttons: the only messages that reach Rasa as an intent.

A payload asks for a section, a topic or a person, or chooses a language, nothing else, so a candidate who types one by
hand gets no more than the button gives.
"""

from __future__ import annotations

import json
import re

from bot.languages import LANGUAGES, Language
from bot.topics import TOPICS

SECTION_ID = re.compile(r"[a-z][a-z0-9-]{0,29}")

TALK_TO_A_PERSON = "/talk_to_a_person"

_OWN = re.compile(
    r'/ask\{"section": "' + SECTION_ID.pattern + r'"\}'
    r'|/ask\{"topic": "(?:' + "|".join(TOPICS) + r')"\}'
    r'|/change_language\{"requested_language": "(?:' + "|".join(LANGUAGES) + r')"\}|' + re.escape(TALK_TO_A_PERSON)
)


def ask_section(section: str) -> str:
    """The payload that asks for a section by its id; at most 64 bytes, which is what Telegram takes."""
    return "/ask" + json.dumps({"section": section})


def ask_topic(topic: str) -> str:
    """The payload that asks what there is on a topic."""
    return "/ask" + json.dumps({"topic": topic})


def choose_language(language: Language) -> str:
    """The payload that asks for answers in a language."""
    return "/change_language" + json.dumps({"requested_language": language})


def is_own_payload(text: str) -> bool:
    """Whether `text` is, to the letter, a payload that this module makes."""
    return _OWN.fullmatch(text) is not None
