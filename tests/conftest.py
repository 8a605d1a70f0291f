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


@pytest.fixture(scope="session", autouse=True)
def no_data_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests ask is not written among what candidates asked here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('data')}/jobbsvar.sqlite")
        yield


@pytest.fixture(scope="session")
def model() -> None:
    """The model of today's data; trained first where it is not there."""
    if reason_to_train():
        train()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Free ports on loopback, and a database of their own."""
    database = tmp_path_factory.mktemp("database") / "jobbsvar.sqlite"
    return Settings("127.0.0.1", free_port(), "127.0.0.1", free_port(), "WARNING", f"sqlite:///{database}")


@pytest.fixture(scope="session")
def assistant(model: None, settings: Settings) -> Iterator[Settings]:
    """The action server and Rasa, running."""
    with Supervisor(settings).running():
        yield settings


@pytest.fixture(scope="session")
def client(assistant: Settings) -> Client:
    """A caller of the running assistant."""
    return Client(assistant.rasa_url)
