"""The REST channel: `POST /webhooks/rest/webhook`, as Rasa's own has it, for messages that cannot be trusted.

Rasa's channel lets any caller name an intent by a leading slash, logs what candidates write, and answers an empty
list when the action server is away. This one cleans the message, keeps texts out of the log and always answers.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.trouble import trouble
from bot.messages import clean
from bot.nlg import tracker_language

logger = logging.getLogger(__name__)

_METADATA = ("language", "site")  # what a caller may say about a message; anything else is dropped
_MAX_SENDER = 200  # characters


class RestChannel(InputChannel):
    """One message in, the replies to it out."""

    @classmethod
    def name(cls) -> str:
        """The same as Rasa's, so that the address is the one that its users know."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes below `/webhooks/rest`."""
        routes = Blueprint("jobbsvar_rest")

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            body = request.json
            if not isinstance(body, dict):
                raise InvalidUsage('Send a JSON object such as {"sender": "anna", "message": "hej"}.')
            output = CollectingOutputChannel()
            message = UserMessage(
                clean(body.get("message")), output, _sender(body), input_channel=self.name(), metadata=_metadata(body)
            )
            try:
                await on_new_message(message)
            except Exception as error:  # whatever it is, the candidate gets a word
                logger.error("A message could not be handled: %s.", type(error).__name__)
            if not output.messages:
                output.messages.extend(await _trouble(request.app, message))
            return response.json(output.messages)

        return routes


def _sender(body: dict[str, Any]) -> str:
    sender = body.get("sender")
    if isinstance(sender, str | int) and 0 < len(str(sender)) <= _MAX_SENDER:
        # A conversation's id is a key of the tracker store, which takes no lone surrogates.
        return str(sender).encode("utf-8", "replace").decode()
    return uuid.uuid4().hex


def _metadata(body: dict[str, Any]) -> dict[str, str]:
    given = body.get("metadata")
    if not isinstance(given, dict):
        return {}
    return {key: given[key][:100] for key in _METADATA if isinstance(given.get(key), str)}


async def _trouble(app: Sanic, message: UserMessage) -> list[dict[str, Any]]:
    tracker = await app.ctx.agent.tracker_store.retrieve(message.sender_id)
    return trouble(message.sender_id, tracker_language(tracker) if tracker else None)
