"""A conversation in the terminal."""

from __future__ import annotations

import sys
import uuid

from bot.client import Client, Reply

_PROMPT = "> "
_HELP = "Ask in Swedish, Norwegian or Danish. A number presses that button, Ctrl-D ends."


def chat(url: str) -> None:
    """Talks with the bot at `url` until the input ends.

    Raises:
        ClientError: the bot cannot be reached.
    """
    client, conversation = Client(url), uuid.uuid4().hex
    buttons: tuple[tuple[str, str], ...] = ()
    print(_HELP)
    while (line := _read()) is not None:
        pressed = buttons[int(line) - 1][1] if line.isdecimal() and 1 <= int(line) <= len(buttons) else line
        reply = client.ask(conversation, pressed)
        buttons = reply.buttons
        print(_shown(reply))


def _read() -> str | None:
    try:
        return input(_PROMPT if sys.stdin.isatty() else "").strip()
    except EOFError:
        print()
        return None


def _shown(reply: Reply) -> str:
    choices = [f"  {number}. {title}" for number, (title, _) in enumerate(reply.buttons, start=1)]
    return "\n".join(["", reply.text, *choices, ""])
