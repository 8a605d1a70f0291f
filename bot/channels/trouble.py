"""What a candidate hears when the assistant cannot answer because a part of it is away."""

from __future__ import annotations

from typing import Any

from bot.languages import DEFAULT_LANGUAGE, Language
from bot.reply import reply
from bot.wording import say


def trouble(conversation: str, language: Language | None) -> list[dict[str, Any]]:
    """A whole reply, in the shape of the reply contract, that owns up to a fault."""
    language = language or DEFAULT_LANGUAGE
    return [
        {"recipient_id": conversation, "text": say("trouble", language)},
        {"recipient_id": conversation, "custom": reply("unanswered", language)},
    ]
