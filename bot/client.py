"""Talks to a running bot over the REST channel."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import requests

_TIMEOUT = 60.0  # seconds


class ClientError(RuntimeError):
    """The bot cannot be reached, or what it answers is no reply."""


@dataclass(frozen=True)
class Reply:
    """One reply of the bot."""

    text: str
    buttons: tuple[tuple[str, str], ...]  # title and payload
    custom: dict[str, Any]  # status, language, section, confidence, sources
    seconds: float  # from request to reply


class Client:
    """One caller; connections are kept open."""

    def __init__(self, url: str) -> None:
        self._url = f"{url.rstrip('/')}/webhooks/rest/webhook"
        self._session = requests.Session()

    def ask(self, conversation: str, message: str) -> Reply:
        """Sends a message and returns the reply.

        Raises:
            ClientError: there is no bot at the address, or its answer is not in the reply contract.
        """
        began = time.perf_counter()
        try:
            answer = self._session.post(self._url, json={"sender": conversation, "message": message}, timeout=_TIMEOUT)
            answer.raise_for_status()
            parts = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise ClientError(f"No bot answers at {self._url}: {error}. Start one with `make run`.") from error
        return _reply(parts, time.perf_counter() - began)


def _reply(parts: list[dict[str, Any]], seconds: float) -> Reply:
    if len(parts) != 2 or "text" not in parts[0] or "custom" not in parts[1]:
        raise ClientError(f"The reply is not one text and one custom object: {parts}")
    buttons = tuple((button["title"], button["payload"]) for button in parts[0].get("buttons") or [])
    return Reply(parts[0]["text"], buttons, parts[1]["custom"], seconds)
