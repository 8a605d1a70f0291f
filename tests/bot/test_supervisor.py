"""`jobbsvar up` as an operator meets it: real processes, killed for real."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
import requests

from bot.client import Client
from bot.paths import ROOT
from bot.settings import Settings
from bot.supervisor import Supervisor, SupervisorError


def wait_for(condition: Callable[[], bool], seconds: float = 90.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.2)
    return False


def children(pid: int) -> dict[str, int]:
    """The process ids of the two servers below a process, by name."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    found = {}
    for line in listed.stdout.splitlines():
        number, arguments = line.split(maxsplit=1)
        found["actions" if "rasa_sdk" in arguments else "rasa"] = int(number)
    return found


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def up(model: None, free_settings: Settings) -> Iterator[tuple[subprocess.Popen[str], Settings]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "up"],
        cwd=ROOT,
        env={
            **os.environ,
            "RASA_PORT": str(free_settings.rasa_port),
            "ACTIONS_PORT": str(free_settings.actions_port),
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert any("Ready after" in line for line in process.stdout)
    yield process, free_settings
    process.kill()
    process.wait()


@pytest.fixture
def free_settings() -> Settings:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return Settings("127.0.0.1", one.getsockname()[1], "127.0.0.1", other.getsockname()[1], "WARNING", "sqlite://")


def answers(settings: Settings) -> bool:
    try:
        parts = requests.post(
            f"{settings.rasa_url}/webhooks/rest/webhook", json={"message": "vad tjänar man utomlands"}, timeout=10
        ).json()
    except (requests.RequestException, ValueError):
        return False
    return parts[-1]["custom"]["status"] == "answered"


def test_what_dies_is_started_again_and_what_ends_leaves_no_orphan(
    up: tuple[subprocess.Popen[str], Settings],
) -> None:
    process, settings = up
    before = children(process.pid)
    assert set(before) == {"actions", "rasa"}

    os.kill(before["actions"], signal.SIGKILL)
    reply = Client(settings.rasa_url).ask("someone", "vad tjänar man i kundtjänst utomlands")
    assert reply.custom["status"] in ("answered", "unanswered")  # a kind word while it is away, never silence
    assert wait_for(lambda: answers(settings))

    os.kill(before["rasa"], signal.SIGKILL)
    assert wait_for(lambda: answers(settings))

    after = children(process.pid)
    assert not set(before.values()) & set(after.values())
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)
    assert wait_for(lambda: not any(map(is_alive, after.values())), seconds=10)


def test_the_servers_end_when_the_supervisor_is_killed(up: tuple[subprocess.Popen[str], Settings]) -> None:
    process, _ = up
    servers = children(process.pid).values()
    process.kill()
    process.wait()
    assert wait_for(lambda: not any(map(is_alive, servers)), seconds=20)


def test_a_busy_port_is_named_with_a_way_out(free_settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_settings.rasa_port))
        taken.listen()
        with (
            pytest.raises(SupervisorError, match=f"Port {free_settings.rasa_port} .*RASA_PORT="),
            Supervisor(free_settings).running(),
        ):
            pass


def test_a_server_that_does_not_start_is_reported_with_what_it_said(free_settings: Settings) -> None:
    supervisor = Supervisor(free_settings)
    supervisor.servers[0].command = [sys.executable, "-c", "import sys; sys.exit('no such luck')"]
    with pytest.raises(SupervisorError, match=r"actions did not start:(.|\n)*no such luck"), supervisor.running():
        pass


def test_a_server_that_dies_again_and_again_is_given_up(free_settings: Settings) -> None:
    supervisor = Supervisor(free_settings)
    for server in supervisor.servers:
        server.command = [sys.executable, "-c", "raise SystemExit(3)"]
        server.start()
    with pytest.raises(SupervisorError, match="ends again and again"):
        supervisor.watch()
