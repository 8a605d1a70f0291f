"""The words around the articles' own texts, in the conversation's language (`bot/wording.yml`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.languages import Language

_FILE = Path(__file__).with_name("wording.yml")


def say(name: str, language: Language, **values: str) -> str:
    """The wording of that name with `values` filled in.

    Raises:
        KeyError: there is no such wording, or a value is missing.
    """
    return _wordings()[name][language].format(**values)


def introduced(text: str, language: Language, events: Iterable[Mapping[str, Any]]) -> str:
    """`text`, on the first reply of a conversation after a word on who is speaking.

    Args:
        events: the tracker's events as dictionaries, newest first.
    """
    return f"{say('introduction', language)}\n{text}" if _is_first_reply(events) else text


def _is_first_reply(events: Iterable[Mapping[str, Any]]) -> bool:
    for event in events:
        if event.get("event") == "bot":
            return False
        if event.get("event") == "session_started":
            return True
    return True


@cache
def _wordings() -> dict[str, dict[Language, str]]:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))
