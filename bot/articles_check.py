"""Finds faults in the articles that would make the assistant answer wrongly, by file and line.

A file that can be read may still lack a translation, give another figure in one language than in the others, or ask for
two sections with the same question. With the originals at hand, it is also checked that every figure comes from them
and that no sentence does.

>>> for finding in check():
...     print(finding)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain, groupby, takewhile
from pathlib import Path

from bot.articles import Article, ArticleError, Section, Source, article_paths, read_article
from bot.figures import figures
from bot.languages import LANGUAGES
from bot.paths import ARTICLES
from bot.topics import TOPICS

HEADING_CHARACTERS = 60  # at most; a heading is also the title of a button
TEXT_CHARACTERS = 600  # at most
TEXT_WORDS = range(40, 91)
QUESTIONS = 10  # a section, at least
COPIED_WORDS = 8  # a run this long is a copy of the original

_WORD = re.compile(r"[^\W_]+")

_Run = tuple[str, ...]  # COPIED_WORDS words, case-folded


@dataclass(frozen=True, order=True)
class Finding:
    """A fault, where it stands and how to mend it."""

    path: Path
    line: int  # from 1; of a missing file or a folder, 1
    problem: str

    def __str__(self) -> str:
        return f"{_shown(self.path)}:{self.line}: {self.problem}"


def check(folder: Path = ARTICLES, originals: Path | None = None) -> list[Finding]:
    """The faults of the articles below `folder`, by path and line; none if all is well.

    Args:
        folder: holds one folder an article, with one file a language.
        originals: holds the texts that the articles retell, as .txt files; without it nothing is compared with them.
    """
    paths = article_paths(folder)
    articles, findings = _read(paths)
    if not paths:
        findings.append(Finding(folder, 1, "holds no article; put one in <article>/<language>.md below it"))
    findings += _missing_languages(paths)
    findings += chain.from_iterable(_not_nfc(article.path) for article in articles)
    names = {path.parent.name for path in paths}
    for article, section in _each_section(articles):
        findings += (Finding(article.path, section.line, problem) for problem in _section(section, names))
    for name in sorted(names):
        findings += _translations([article for article in articles if article.name == name])
    for language in LANGUAGES:
        findings += _repetitions([article for article in articles if article.language == language])
    if originals is not None:
        findings += _against_originals(articles, originals)
    return sorted(findings)


def _read(paths: Iterable[Path]) -> tuple[list[Article], list[Finding]]:
    """The articles that can be read, in the order of LANGUAGES, and a finding for each that cannot."""
    articles: list[Article] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            articles.append(read_article(path))
        except ArticleError as error:
            findings.append(_unreadable(path, error))
    return sorted(articles, key=lambda article: LANGUAGES.index(article.language)), findings


def _unreadable(path: Path, error: ArticleError) -> Finding:
    return Finding(path, error.line, " ".join(error.problem.split()))


def _each_section(articles: Iterable[Article]) -> Iterator[tuple[Article, Section]]:
    return ((article, section) for article in articles for section in article.sections)


def _shown(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


# One file


def _missing_languages(paths: Iterable[Path]) -> Iterator[Finding]:
    there = set(paths)
    for folder in {path.parent for path in there}:
        files = {folder / f"{language}.md" for language in LANGUAGES}
        for path in files - there:
            example = min(files & there).name
            yield Finding(path, 1, f"is missing; write it, with the sections that {example} has")


def _not_nfc(path: Path) -> Iterator[Finding]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        word = next((word for word in line.split() if not unicodedata.is_normalized("NFC", word)), None)
        if word is not None:
            mend = f"write it as {_nfc(word)!a}"
            yield Finding(path, number, f"{word!a} is not Unicode NFC; {mend}")


def _section(section: Section, articles: Iterable[str]) -> Iterator[str]:
    """The problems of a section that can be told without looking at another."""
    yield from _heading(section.heading)
    yield from _text(section)
    if section.topic not in TOPICS:
        yield f"topic {section.topic!r} is unknown; choose one of {', '.join(TOPICS)}"
    for name in set(section.also).difference(articles):
        yield f"also={name} names no article; there are {', '.join(sorted(articles))}"
    different = len({_folded(question) for question in section.questions})
    if different < QUESTIONS:
        yield f"section {section.id!r} has {different} different questions; add {QUESTIONS - different} or more"


def _heading(heading: str) -> Iterator[str]:
    if not heading.endswith("?"):
        yield f"heading {heading!r} does not end with a question mark; word it as a question"
    if len(heading) > HEADING_CHARACTERS:
        yield f"heading {heading!r} has {len(heading)} characters; shorten it to {HEADING_CHARACTERS}"


def _text(section: Section) -> Iterator[str]:
    characters, words = len(section.text), len(section.text.split())
    if characters > TEXT_CHARACTERS:
        yield f"the text of {section.id!r} has {characters} characters; shorten it to {TEXT_CHARACTERS}"
    if words not in TEXT_WORDS:
        yield f"the text of {section.id!r} has {words} words; make them {TEXT_WORDS[0]} to {TEXT_WORDS[-1]}"


# One article in its languages


def _translations(articles: list[Article]) -> Iterator[Finding]:
    """Compares the languages of one article with the first of them that can be read."""
    for article in articles[1:]:
        yield from _front_matter(articles[0], article)
        yield from _section_ids(articles[0], article)
        yield from _section_pairs(articles[0], article)


def _front_matter(first: Article, other: Article) -> Iterator[Finding]:
    for key in (field.name for field in fields(Source)):
        here, there = getattr(other.source, key), getattr(first.source, key)
        if here != there:
            problem = f"{key} is {here!r}, but {there!r} in {first.path.name}; make them the same"
            yield Finding(other.path, _front_matter_line(other.path, key), problem)


def _front_matter_line(path: Path, key: str) -> int:
    """The line of a key in the front matter; the first line of the file where the key is missing."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = takewhile(lambda line: not line.startswith("## "), lines)
    return next((number for number, line in enumerate(head, start=1) if line.startswith(f"{key}:")), 1)


def _section_ids(first: Article, other: Article) -> Iterator[Finding]:
    expected, found = _by_id(first), _by_id(other)
    for missing in (id_ for id_ in expected if id_ not in found):
        problem = f"section {missing!r} is missing, which {first.path.name} has; translate it"
        yield Finding(other.path, 1, problem)
    for surplus in (id_ for id_ in found if id_ not in expected):
        problem = f"section {surplus!r} is missing in {first.path.name}; translate it there, or correct the id"
        yield Finding(other.path, found[surplus].line, problem)
    ordered = [id_ for id_ in expected if id_ in found]
    for id_, instead in zip((id_ for id_ in found if id_ in expected), ordered, strict=True):
        if id_ != instead:
            problem = f"section {id_!r} stands where {first.path.name} has {instead!r}; put them in the same order"
            yield Finding(other.path, found[id_].line, problem)
            return  # the sections after it are out of place for the same reason


def _by_id(article: Article) -> dict[str, Section]:
    """The sections by id; of two with the same id, which is a finding of its own, the first."""
    sections: dict[str, Section] = {}
    for section in article.sections:
        sections.setdefault(section.id, section)
    return sections


def _section_pairs(first: Article, other: Article) -> Iterator[Finding]:
    expected, found = _by_id(first), _by_id(other)
    for id_, section in found.items():
        if id_ in expected:
            for problem in _differences(expected[id_], first, section, other):
                yield Finding(other.path, section.line, problem)


def _differences(expected: Section, first: Article, section: Section, other: Article) -> Iterator[str]:
    name = first.path.name
    if section.topic != expected.topic:
        yield f"topic of {section.id!r} is {section.topic!r}, but {expected.topic!r} in {name}; make them the same"
    if section.also != expected.also:
        here, there = (",".join(also) or "nothing" for also in (section.also, expected.also))
        yield f"also of {section.id!r} is {here}, but {there} in {name}; make them the same"
    figures_here, figures_there = _figures(section, other), _figures(expected, first)
    for figure in sorted(figures_here - figures_there):
        yield f"figure {figure} of {section.id!r} is not in {name}; give the same figures in both"
    for figure in sorted(figures_there - figures_here):
        yield f"figure {figure} of {section.id!r} is only in {name}; give the same figures in both"


def _figures(section: Section, article: Article) -> frozenset[str]:
    return figures(f"{section.heading}\n{section.text}", article.language)


# One language in its articles


@dataclass(frozen=True)
class _Place:
    path: Path
    line: int
    section_line: int  # of the heading

    def is_elsewhere(self, other: _Place) -> bool:
        """Whether the two stand in different sections."""
        return (self.path, self.section_line) != (other.path, other.section_line)


def _repetitions(articles: list[Article]) -> Iterator[Finding]:
    """What two sections of one language share and may not: id, heading or question."""
    ids, headings, questions = [], [], []
    for article, section in _each_section(articles):
        place = _Place(article.path, section.line, section.line)
        ids.append((section.id, section.id, place))
        headings.append((_folded(section.heading), section.heading, place))
        for question, line in zip(section.questions, section.question_lines, strict=True):
            questions.append((_folded(question), question, _Place(article.path, line, section.line)))
    yield from _repeated("section id", ids, "rename one of them, in all languages")
    yield from _repeated("heading", headings, "word one of them otherwise")
    yield from _repeated("question", questions, "leave it in the section that answers it best")


def _repeated(kind: str, things: Iterable[tuple[str, str, _Place]], mend: str) -> Iterator[Finding]:
    """A finding for each thing whose key an earlier section has too.

    Args:
        kind: what the things are called.
        things: the key by which each is compared, the thing itself and its place.
        mend: what to do about it.
    """
    seen: dict[str, _Place] = {}
    for key, thing, place in things:
        before = seen.setdefault(key, place)
        if place.is_elsewhere(before):
            yield Finding(place.path, place.line, f"{kind} {thing!r} is also at {_at(before)}; {mend}")


def _at(place: _Place) -> str:
    return f"{_shown(place.path)}:{place.line}"


def _folded(text: str) -> str:
    """`text` case-folded and without punctuation, so that spellings of one question are equal."""
    return " ".join(_WORD.findall(_nfc(text).casefold()))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# Against the originals


def _against_originals(articles: list[Article], folder: Path) -> Iterator[Finding]:
    if not folder.is_dir():
        yield Finding(folder, 1, "is no folder; name the one that holds the originals")
        return
    originals, unreadable = _read_originals(folder)
    yield from unreadable
    runs = _runs(originals)
    allowed = _allowed_figures(articles, originals)
    for article in articles:
        yield from _original(article, folder)
        for section in article.sections:
            problems = chain(_unknown_figures(section, article, allowed), _copies(section, runs))
            yield from (Finding(article.path, section.line, problem) for problem in problems)


def _read_originals(folder: Path) -> tuple[dict[str, str], list[Finding]]:
    """The originals by file name, and a finding for each that cannot be read."""
    originals: dict[str, str] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.txt")):
        try:
            originals[path.name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            findings.append(Finding(path, 1, f"is not UTF-8 ({error.reason}); save it as UTF-8"))
    return originals, findings


def _original(article: Article, folder: Path) -> Iterator[Finding]:
    name = article.source.original
    if name not in {path.name for path in folder.glob("*.txt")}:
        problem = f"original {name!r} is no .txt file in {_shown(folder)}; correct the name or put the file there"
        yield Finding(article.path, _front_matter_line(article.path, "original"), problem)


def _allowed_figures(articles: Iterable[Article], originals: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """By article, the figures in its original and its date; articles whose original cannot be read are left out."""
    sources = {article.name: article.source for article in articles if article.source.original in originals}
    return {
        name: _figures_in_any_language(f"{originals[source.original]}\n{source.date}")
        for name, source in sources.items()
    }


def _figures_in_any_language(text: str) -> frozenset[str]:
    # An original's language is not known; to read too many of its words as figures costs less than to miss one.
    return frozenset().union(*(figures(text, language) for language in LANGUAGES))


def _unknown_figures(section: Section, article: Article, allowed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    names = (article.name, *section.also)
    if not all(name in allowed for name in names):
        return  # nobody knows what the missing original says, and that it is missing is a finding of its own
    for figure in sorted(_figures(section, article).difference(*(allowed[name] for name in names))):
        problem = f"figure {figure} of {section.id!r} is not in the original of {' or '.join(names)}"
        yield f"{problem}; correct it, or name the article that has it with also="


def _runs(originals: Mapping[str, str]) -> dict[_Run, str]:
    """Every run of COPIED_WORDS words in the originals, and the name of the first that has it."""
    runs: dict[_Run, str] = {}
    for name, text in originals.items():
        words = _folded(text).split()
        for start in range(len(words) - COPIED_WORDS + 1):
            runs.setdefault(tuple(words[start : start + COPIED_WORDS]), name)
    return runs


def _copies(section: Section, runs: Mapping[_Run, str]) -> Iterator[str]:
    for part, text in (("heading", section.heading), ("text", section.text)):
        for copy, name in _copied(text, runs):
            yield f"the {part} of {section.id!r} copies {copy!r} from {name}; say it in other words"


def _copied(text: str, runs: Mapping[_Run, str]) -> Iterator[tuple[str, str]]:
    """The passages of `text` that stand in an original, each as long as can be, with the original's name."""
    text = _nfc(text)
    words = list(_WORD.finditer(text))
    folded = [word[0].casefold() for word in words]
    sources = [runs.get(tuple(folded[at : at + COPIED_WORDS])) for at in range(len(words) - COPIED_WORDS + 1)]
    for name, group in groupby(enumerate(sources), key=lambda item: item[1]):
        starts = [at for at, _ in group]
        if name is not None:
            yield text[words[starts[0]].start() : words[starts[-1] + COPIED_WORDS - 1].end()], name
