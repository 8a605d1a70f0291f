"""Settings work without any, and a wrong one is named with its mend."""

import dataclasses

import pytest

from bot.paths import ROOT
from bot.settings import VARIABLES, SettingError, Settings, read_settings


def test_an_empty_environment_serves_on_loopback() -> None:
    settings = read_settings({})
    assert settings.rasa_url == "http://127.0.0.1:5005"
    assert settings.actions_url == "http://127.0.0.1:5055"
    assert settings.log_level == "WARNING"


def test_the_environment_is_heeded() -> None:
    environment = {
        "RASA_HOST": "10.0.0.1",
        "RASA_PORT": " 8005 ",
        "ACTIONS_HOST": "10.0.0.2",
        "ACTIONS_PORT": "65535",
        "LOG_LEVEL": "debug",
        "DATABASE_URL": "sqlite:////tmp/jobbsvar.sqlite",
    }
    expected = Settings("10.0.0.1", 8005, "10.0.0.2", 65535, "DEBUG", "sqlite:////tmp/jobbsvar.sqlite")
    assert read_settings(environment) == expected


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"RASA_PORT": "", "LOG_LEVEL": " "}) == read_settings({})


def test_what_listens_on_every_address_is_reached_on_loopback() -> None:
    settings = read_settings({"RASA_HOST": "0.0.0.0", "ACTIONS_HOST": "0.0.0.0"})
    assert settings.rasa_url == "http://127.0.0.1:5005"
    assert settings.actions_url == "http://127.0.0.1:5055"


def test_an_ipv6_address_is_bracketed() -> None:
    settings = read_settings({"RASA_HOST": "::1", "ACTIONS_HOST": "::"})
    assert settings.rasa_url == "http://[::1]:5005"
    assert settings.actions_url == "http://[::1]:5055"


@pytest.mark.parametrize("name", ["RASA_PORT", "ACTIONS_PORT"])
@pytest.mark.parametrize("value", ["0", "65536", "-1", "5005.0", "http", "5 005"])
def test_a_port_that_is_none_is_named_with_what_it_may_be(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is '{value}'.*from 1 to 65535"):
        read_settings({name: value})


def test_a_log_level_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(SettingError, match=r"LOG_LEVEL is 'loud'.*DEBUG.*CRITICAL"):
        read_settings({"LOG_LEVEL": "loud"})


def test_every_setting_has_a_variable_and_stands_in_the_readme_with_its_default() -> None:
    assert [field.name for field in dataclasses.fields(Settings)] == list(VARIABLES)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name, default in VARIABLES.values() if f"| `{name}` | `{default}` |" not in readme] == []


@pytest.mark.parametrize("value", ["data.sqlite", "oracle9://x", "://"])
def test_a_database_that_cannot_be_named_so_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL is no address such as sqlite:"):
        read_settings({"DATABASE_URL": value})
