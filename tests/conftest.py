"""What tests share: a real assistant, trained from the project's data and served on free ports."""

import socket
from collections.abc import Iterator

import pytest

from bot.client import Client
from bot.settings import Settings
from bot.supervisor import Supervisor
from bot.training import reason_to_train, train


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def model() -> None:
    """The model of today's data; trained first where it is not there."""
    if reason_to_train():
        train()


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Free ports on loopback."""
    return Settings("127.0.0.1", free_port(), "127.0.0.1", free_port(), "WARNING")


@pytest.fixture(scope="session")
def assistant(model: None, settings: Settings) -> Iterator[Settings]:
    """The action server and Rasa, running."""
    with Supervisor(settings).running():
        yield settings


@pytest.fixture(scope="session")
def client(assistant: Settings) -> Client:
    """A caller of the running assistant."""
    return Client(assistant.rasa_url)
