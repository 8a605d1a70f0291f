"""The settings: read from the environment, each with a default that works on one machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from bot.paths import ROOT


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names it and the mend."""


@dataclass(frozen=True)
class Settings:
    """What the environment says. The README's table documents every field by the name of its variable."""

    rasa_host: str  # where Rasa listens; the channels are below /webhooks/
    rasa_port: int
    actions_host: str  # where the action server listens; it has no authentication: loopback or a private network
    actions_port: int
    log_level: str
    database_url: str  # of SQLAlchemy's form; where unanswered questions are kept

    @property
    def rasa_url(self) -> str:
        """Where this machine reaches Rasa."""
        return f"http://{_reachable(self.rasa_host)}:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Where this machine reaches the action server."""
        return f"http://{_reachable(self.actions_host)}:{self.actions_port}"


# Environment variable and default of each field.
VARIABLES: Mapping[str, tuple[str, str]] = {
    "rasa_host": ("RASA_HOST", "127.0.0.1"),
    "rasa_port": ("RASA_PORT", "5005"),
    "actions_host": ("ACTIONS_HOST", "127.0.0.1"),
    "actions_port": ("ACTIONS_PORT", "5055"),
    "log_level": ("LOG_LEVEL", "WARNING"),
    "database_url": ("DATABASE_URL", "sqlite:///data/var/jobbsvar.sqlite"),
}

_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings out of the environment; an empty variable counts as not set.

    Raises:
        SettingError: a value cannot be used.
    """
    given = {field: environment.get(name, "").strip() or default for field, (name, default) in VARIABLES.items()}
    level = given["log_level"].upper()
    if level not in _LOG_LEVELS:
        raise SettingError(f"LOG_LEVEL is {given['log_level']!r}; it is one of {', '.join(_LOG_LEVELS)}")
    return Settings(
        rasa_host=given["rasa_host"],
        rasa_port=_port("RASA_PORT", given["rasa_port"]),
        actions_host=given["actions_host"],
        actions_port=_port("ACTIONS_PORT", given["actions_port"]),
        log_level=level,
        database_url=_database_url(given["database_url"]),
    )


def _port(name: str, value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise SettingError(f"{name} is {value!r}; it is a whole number from 1 to 65535")
    return int(value)


def _database_url(value: str) -> str:
    from sqlalchemy.engine import make_url  # here, so that `--help` does not wait for it
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        url = make_url(value)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise SettingError("DATABASE_URL is no address such as sqlite:////var/lib/jobbsvar/data.sqlite") from error
    if url.get_backend_name() == "sqlite" and url.database:  # a relative path starts in the project's folder
        url = url.set(database=str(ROOT / url.database))
    return url.render_as_string(hide_password=False)


def _reachable(host: str) -> str:
    """The host as it stands in an address; what listens everywhere is reached on loopback."""
    if host == "0.0.0.0":  # noqa: S104  (compared, not listened on)
        return "127.0.0.1"
    return f"[{'::1' if host == '::' else host}]" if ":" in host else host
