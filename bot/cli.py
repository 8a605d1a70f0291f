"""The command `jobbsvar`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.paths import ARTICLES, CASES
from bot.settings import SettingError, Settings, read_settings

# What stands behind a command is imported when it runs: `--help` is then there at once.


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0, or 1 after saying on standard error what is wrong and how to mend it."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return options.run(options, read_settings())
    except KeyboardInterrupt:
        return 130
    except _expected_errors() as error:
        print(f"jobbsvar: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jobbsvar",
        description="An assistant that answers Swedish, Norwegian and Danish job seekers about customer-service jobs "
        "from its articles. Settings come from the environment; the README lists them.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    up = commands.add_parser("up", help="train if needed, then run the assistant until Ctrl-C")
    up.set_defaults(run=_up)

    chat = commands.add_parser("chat", help="talk with the assistant here; starts it if it is not running")
    chat.set_defaults(run=_chat)

    train = commands.add_parser("train", help="train a model from articles and examples")
    train.add_argument("--force", action="store_true", help="train every part anew, also what has not changed")
    train.set_defaults(run=_train)

    evaluate = commands.add_parser("evaluate", help="put cases to the running assistant and count what is right")
    evaluate.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=f"case files (default: those in {CASES.name}/ of the tests)"
    )
    evaluate.add_argument("--report", type=Path, metavar="FILE", help="write every case with its reply, JSON lines")
    evaluate.add_argument("--url", help="the assistant's address (default: from RASA_HOST and RASA_PORT)")
    evaluate.set_defaults(run=_evaluate)

    articles = commands.add_parser("articles", help="work on the articles")
    article_commands = articles.add_subparsers(title="commands", required=True, metavar="COMMAND")
    check = article_commands.add_parser("check", help="find faults in the articles, by file and line")
    check.add_argument(
        "--originals",
        type=Path,
        metavar="DIR",
        help="the originals' texts: also check that figures stand in them and no sentence is copied",
    )
    check.add_argument("--folder", type=Path, default=ARTICLES, metavar="DIR", help="the articles (default: ours)")
    check.set_defaults(run=_articles_check)

    return parser


def _up(options: argparse.Namespace, settings: Settings) -> int:
    from bot.supervisor import Supervisor, exit_on_sigterm

    exit_on_sigterm()
    _train_if_needed()
    print("Starting the action server and Rasa ...", flush=True)
    began = time.monotonic()
    with Supervisor(settings).running() as supervisor:
        print(
            f"Ready after {time.monotonic() - began:.0f} s.\n"
            f"  Talk here:   make chat\n"
            f"  By program:  curl {settings.rasa_url}/webhooks/rest/webhook "
            """-d '{"sender": "me", "message": "vad tjänar man?"}'\n"""
            f"  Ctrl-C ends it.",
            flush=True,
        )
        supervisor.watch()
    return 0


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from bot.chat import chat
    from bot.supervisor import Supervisor, exit_on_sigterm

    supervisor = Supervisor(settings)
    if all(server.is_ready() for server in supervisor.servers):
        chat(settings.rasa_url)
        return 0
    exit_on_sigterm()
    _train_if_needed()
    print("Starting the assistant ...", flush=True)
    with supervisor.running():
        chat(settings.rasa_url)
    return 0


def _train(options: argparse.Namespace, settings: Settings) -> int:
    from bot.training import MODEL, train

    print("Training (3 minutes; 8 the first time) ...", flush=True)
    seconds = train(force=options.force)
    print(f"Trained in {seconds:.0f} s: {MODEL}")
    return 0


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from bot.cases import read_cases
    from bot.evaluate import evaluate, summary, write_report

    files = options.files or sorted(CASES.glob("*.jsonl"))
    outcomes = evaluate(read_cases(files), options.url or settings.rasa_url)
    print(summary(outcomes))
    if options.report:
        write_report(outcomes, options.report)
        print(f"\nEvery case with its reply: {options.report}")
    return 0


def _articles_check(options: argparse.Namespace, settings: Settings) -> int:
    from bot.articles_check import check

    findings = check(options.folder, options.originals)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings" if findings else "The articles are in order.")
    return 1 if findings else 0


def _train_if_needed() -> None:
    from bot.training import reason_to_train, train

    reason = reason_to_train()
    if reason:
        print(f"{reason} Training (3 minutes; 8 the first time) ...", flush=True)
        print(f"Trained in {train():.0f} s.", flush=True)


def _expected_errors() -> tuple[type[Exception], ...]:
    """Errors whose message is meant for whoever runs the command."""
    from bot.articles import ArticleError
    from bot.cases import CaseError
    from bot.client import ClientError
    from bot.supervisor import SupervisorError
    from bot.training import TrainingError

    return (ArticleError, CaseError, ClientError, SettingError, SupervisorError, TrainingError)


if __name__ == "__main__":
    sys.exit(main())
