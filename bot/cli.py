"""The command `jobbsvar`."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.paths import ARTICLES, CASES
from bot.settings import SettingError, Settings, read_settings

if TYPE_CHECKING:
    from bot.cases import Outcome

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

    unanswered = commands.add_parser("unanswered", help="list what was asked and no section answered, most asked first")
    unanswered.add_argument(
        "--since", type=_moment, metavar="WHEN", help="a day such as 2026-11-01, or the last days or hours: 7d, 12h"
    )
    unanswered.add_argument("--csv", action="store_true", help="every question on a line of comma-separated values")
    unanswered.set_defaults(run=_unanswered)

    _add_bench(commands)
    return parser


def _add_bench(commands: Any) -> None:
    bench = commands.add_parser("bench", help="measure against what else there is")
    benches = bench.add_subparsers(title="commands", required=True, metavar="COMMAND")

    answers = benches.add_parser("answers", help="cases put to this assistant, Rasa's default pipeline and e5 alone")
    answers.add_argument("files", nargs="*", type=Path, metavar="FILE", help="case files (default: the test half)")
    answers.add_argument(
        "--originals", type=Path, metavar="DIR", help="the originals' texts; without them e5 is left out"
    )
    answers.add_argument("--url", help="the assistant's address (default: from RASA_HOST and RASA_PORT)")
    answers.set_defaults(run=_bench_answers)

    calibration = benches.add_parser("calibration", help="how often the assistant is right when it is so and so sure")
    calibration.add_argument("files", nargs="*", type=Path, metavar="FILE", help="case files (default: all)")
    calibration.add_argument("--plot", type=Path, metavar="DIR", help="write reliability.svg and threshold.svg there")
    calibration.add_argument("--url", help="the assistant's address (default: from RASA_HOST and RASA_PORT)")
    calibration.set_defaults(run=_bench_calibration)

    ablation = benches.add_parser("ablation", help="what each part of the ranking brings")
    ablation.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="case files (default: the development half)"
    )
    ablation.set_defaults(run=_bench_ablation)

    language = benches.add_parser("language", help="the language classifier against lingua and fastText's lid.176")
    language.add_argument("folder", type=Path, metavar="DIR", help="where language-slide-test.tsv and the others stand")
    language.add_argument("--split", choices=("dev", "test"), default="test", help="of SLIDE (default: test)")
    language.set_defaults(run=_bench_language)

    intents = benches.add_parser(
        "intents", help="intents of MASSIVE learnt from 30 examples each, against Rasa's default"
    )
    intents.add_argument("file", type=Path, metavar="FILE", help="intents-massive.tsv")
    intents.add_argument("--split", choices=("dev", "test"), default="test", help="(default: test)")
    intents.set_defaults(run=_bench_intents)


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

    print("Training (5 minutes; 12 the first time) ...", flush=True)
    seconds = train(force=options.force)
    print(f"Trained in {seconds:.0f} s: {MODEL}")
    return 0


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from bot.evaluate import summary, write_report

    outcomes = _outcomes(options, settings)
    print(summary(outcomes))
    if options.report:
        write_report(outcomes, options.report)
        print(f"\nEvery case with its reply: {options.report}")
    return 0


def _unanswered(options: argparse.Namespace, settings: Settings) -> int:
    from bot.likeness import groups
    from bot.unanswered import recorded
    from bot.unanswered_report import as_csv, summary

    print((as_csv if options.csv else summary)(groups(recorded(settings.database_url, options.since))), end="")
    return 0


def _bench_answers(options: argparse.Namespace, settings: Settings) -> int:
    from bot.bench.answers import bench_answers, table
    from bot.cases import read_cases

    cases, development = read_cases(options.files or _half("test")), read_cases(_half("dev"))
    print(table(bench_answers(cases, development, options.url or settings.rasa_url, options.originals)))
    return 0


def _bench_calibration(options: argparse.Namespace, settings: Settings) -> int:
    from bot.bench.calibration import plot, table

    outcomes = _outcomes(options, settings)
    print(table(outcomes))
    if options.plot:
        plot(outcomes, options.plot)
    return 0


def _bench_ablation(options: argparse.Namespace, settings: Settings) -> int:
    from bot.bench.ablation import bench_ablation
    from bot.cases import read_cases

    print(bench_ablation(read_cases(options.files or _half("dev"))))
    return 0


def _bench_language(options: argparse.Namespace, settings: Settings) -> int:
    from bot.bench.language import bench_language

    print(bench_language(options.folder, options.split))
    return 0


def _bench_intents(options: argparse.Namespace, settings: Settings) -> int:
    from bot.bench.intents import bench_intents, table

    print(table(bench_intents(options.file, options.split)))
    return 0


def _outcomes(options: argparse.Namespace, settings: Settings) -> list[Outcome]:
    """What the running assistant makes of the files that were named, or of both halves."""
    from bot.cases import read_cases
    from bot.evaluate import evaluate

    files = options.files or [*_half("dev"), *_half("test")]
    return evaluate(read_cases(files), options.url or settings.rasa_url)


def _half(name: str) -> list[Path]:
    """The case files of the development or the test half: `dev` or `test`."""
    return sorted(CASES.glob(f"{name}-*.jsonl"))


def _moment(text: str) -> datetime:
    """What `--since` names, in UTC where it says no zone."""
    ago = re.fullmatch(r"(\d{1,5})([dh])", text)
    if ago:
        return datetime.now(UTC) - timedelta(**{{"d": "days", "h": "hours"}[ago[2]]: int(ago[1])})
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day such as 2026-11-01, and no span such as 7d or 12h"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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
        print(f"{reason} Training (5 minutes; 12 the first time) ...", flush=True)
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
