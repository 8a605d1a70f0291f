"""Runs the action server and Rasa, starts again what dies, and takes both along when it ends."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import requests
import yaml

from bot.paths import ROOT, VAR
from bot.settings import Settings
from bot.training import MODEL, rasa_environment

_LOGS = VAR / "log"
_READY_WITHIN = 180.0  # seconds; ready takes 15 on two cores
_STOP_WITHIN = 10.0  # seconds, then it is killed
_RESTARTS = 5  # that often within the next figure, then something is wrong that starting again does not mend
_RESTART_WINDOW = 60.0  # seconds
_PR_SET_PDEATHSIG = 1  # prctl(2): the signal that a process gets when its parent dies


class SupervisorError(RuntimeError):
    """The servers cannot be started or kept up; the message says why and how to mend it."""


@dataclass
class Server:
    """One process under supervision."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    health: str  # address that answers 200 when it is ready
    starts: list[float] = field(default_factory=list)  # when it was started, seconds
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return _LOGS / f"{self.name}.log"

    def start(self) -> None:
        """Starts it in a process group of its own, which ends when this process ends, however that happens."""
        _LOGS.mkdir(parents=True, exist_ok=True)
        self.starts.append(time.monotonic())
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    def is_dead(self) -> bool:
        """Whether it was started and has ended."""
        return self.process is not None and self.process.poll() is not None

    def is_ready(self) -> bool:
        """Whether it answers."""
        try:
            return requests.get(self.health, timeout=2).ok
        except requests.RequestException:
            return False

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the whole process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def restarts_too_often(self) -> bool:
        """Whether it has died so often lately that starting it again is of no use."""
        recent = [start for start in self.starts if time.monotonic() - start < _RESTART_WINDOW]
        return len(recent) > _RESTARTS

    def log_tail(self, lines: int = 20) -> str:
        """The end of its output."""
        try:
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


class Supervisor:
    """Both servers; the action server first, since Rasa asks it."""

    def __init__(self, settings: Settings) -> None:
        self.servers = [_action_server(settings), _rasa_server(settings)]
        self._settings = settings

    @contextlib.contextmanager
    def running(self) -> Iterator[Supervisor]:
        """Both servers ready, and ended at the end.

        Raises:
            SupervisorError: a port is taken, or a server does not get ready.
        """
        _check_port("RASA_PORT", self._settings.rasa_host, self._settings.rasa_port)
        _check_port("ACTIONS_PORT", self._settings.actions_host, self._settings.actions_port)
        try:
            for server in self.servers:
                server.start()
            self._wait_until_ready()
            yield self
        finally:
            self._stop()

    def watch(self) -> None:
        """Starts again what dies, until a signal ends this process.

        Raises:
            SupervisorError: a server dies again and again.
        """
        while True:
            for server in self.servers:
                if server.is_dead():
                    self._restart(server)
            time.sleep(0.5)

    def _restart(self, server: Server) -> None:
        if server.restarts_too_often():
            raise SupervisorError(f"{server.name} ends again and again:\n{server.log_tail()}\nAll of it: {server.log}")
        print(f"{server.name} ended; starting it again.", flush=True)
        server.signal(signal.SIGKILL)  # what it may have left of its process group
        server.start()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _READY_WITHIN
        waiting = list(self.servers)
        while waiting:
            for server in waiting:
                if server.is_dead():
                    raise SupervisorError(f"{server.name} did not start:\n{server.log_tail()}\nAll of it: {server.log}")
            if time.monotonic() > deadline:
                names = " and ".join(server.name for server in waiting)
                raise SupervisorError(f"{names} did not get ready within {_READY_WITHIN:.0f} s; see {_LOGS}")
            waiting = [server for server in waiting if not server.is_ready()]
            time.sleep(0.1)

    def _stop(self) -> None:
        for server in reversed(self.servers):
            server.signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_WITHIN
        for server in self.servers:
            if server.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.process.wait(max(deadline - time.monotonic(), 0.1))
                server.signal(signal.SIGKILL)
                server.process.wait()


def exit_on_sigterm() -> None:
    """Makes SIGTERM end this process as Ctrl-C does, with everything cleaned up."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def _action_server(settings: Settings) -> Server:
    port = str(settings.actions_port)
    return Server(
        name="actions",
        command=[sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", port],
        environment={
            **rasa_environment(),
            "SANIC_HOST": settings.actions_host,
            "LOG_LEVEL": settings.log_level,
            "DATABASE_URL": settings.database_url,
        },
        health=f"{settings.actions_url}/health",
    )


def _rasa_server(settings: Settings) -> Server:
    return Server(
        name="rasa",
        command=[
            *(sys.executable, "-m", "rasa", "run", "--model", str(MODEL)),
            *("--interface", settings.rasa_host, "--port", str(settings.rasa_port)),
            *("--endpoints", str(_endpoints(settings)), "--credentials", str(ROOT / "credentials.yml")),
        ],
        environment={**rasa_environment(), "LOG_LEVEL": settings.log_level},
        health=f"{settings.rasa_url}/webhooks/rest/",
    )


def _endpoints(settings: Settings) -> Path:
    """`endpoints.yml` with the action server where the settings have it."""
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"{settings.actions_url}/webhook"
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / f"endpoints-{settings.rasa_port}.yml"
    path.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    return path


def _check_port(variable: str, host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SupervisorError(
                f"Port {port} on {host} cannot be used ({error.strerror}). Is Jobbsvar running already? "
                f"End what uses it, or choose another: {variable}={port + 1} make run"
            ) from error


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
