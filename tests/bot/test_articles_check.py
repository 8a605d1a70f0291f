"""`jobbsvar articles check` finds each kind of fault, where it stands, and nothing else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from bot.articles_check import Finding, check
from bot.languages import LANGUAGES

FRONT_MATTER = """\
---
title: Arbeta utomlands
publisher: Workwide
date: 2017-10-30
original: {name}.txt
---
"""
TEXTS = {
    "sv": "Lönen är 17 000 kronor, och två av tio får 1,5 gånger mer.",
    "nb": "Lønnen er 17 000 kroner, og to av ti får halvannen gang mer.",
    "da": "Lønnen er 17.000 kroner, og to ud af ti får 1,5 gange mere.",
}
ORIGINAL = "Man får 17 000 kronor. Två av tio får ett och ett halvt gånger så mycket som alla de andra i samma rum får."
FILLER = " ord" * 40


def section(section_id: str, language: str, also: str = "") -> str:
    """A section without a fault; its heading stands on the first line, its text on the third."""
    head = f"## Fråga om {section_id} på {language}? {{#{section_id} topic=pay{also}}}"
    questions = "\n".join(f"- {section_id} fråga {number}" for number in range(10))
    return f"{head}\n\n{TEXTS[language]}{FILLER}\n\n{questions}\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles without a fault: "one" with sections a and b, "two" with c, which rests on "one" as well."""
    folder = tmp_path / "articles"
    for name, sections in {"one": {"a": "", "b": ""}, "two": {"c": " also=one"}}.items():
        (folder / name).mkdir(parents=True)
        for language in LANGUAGES:
            body = "\n".join(section(section_id, language, also) for section_id, also in sections.items())
            (folder / name / f"{language}.md").write_text(f"{FRONT_MATTER.format(name=name)}\n{body}", encoding="utf-8")
    return folder


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    folder = tmp_path / "originals"
    folder.mkdir()
    (folder / "one.txt").write_text(ORIGINAL, encoding="utf-8")
    (folder / "two.txt").write_text("Inga siffror här.", encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the first `old` in the file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit_all(article: Path, old: str, new: str) -> None:
    for language in LANGUAGES:
        edit(article / f"{language}.md", old, new)


def line_of(path: Path, start: str) -> int:
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if line.startswith(start))


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, "\n".join(map(str, findings))
    return findings[0]


def test_our_articles_are_in_order() -> None:
    assert [str(finding) for finding in check()] == []


def test_articles_without_a_fault_have_no_findings(articles: Path, originals: Path) -> None:
    assert check(articles) == []
    assert check(articles, originals) == []


def test_a_folder_without_articles_is_found(tmp_path: Path) -> None:
    assert "holds no article" in only(check(tmp_path)).problem


def test_a_finding_reads_path_line_problem_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(Finding(tmp_path / "one" / "sv.md", 3, "is wrong")) == "one/sv.md:3: is wrong"
    assert str(Finding(Path("/elsewhere/sv.md"), 3, "is wrong")) == "/elsewhere/sv.md:3: is wrong"


def test_findings_come_by_path_and_line(articles: Path) -> None:
    edit(articles / "two" / "sv.md", "c på sv?", "c på sv")
    edit(articles / "one" / "sv.md", "b på sv?", "b på sv")
    edit(articles / "one" / "sv.md", "a på sv?", "a på sv")
    findings = check(articles)
    assert len(findings) == 3
    assert findings == sorted(findings, key=lambda finding: (finding.path, finding.line))


def test_a_broken_file_is_found_and_the_others_are_still_checked(articles: Path) -> None:
    broken = articles / "one" / "sv.md"
    edit(broken, "topic=pay}", "}")
    edit(articles / "two" / "nb.md", "c på nb?", "c på nb")
    first, second = check(articles)
    assert (first.path, first.line) == (broken, line_of(broken, "## Fråga om a"))
    assert first.problem.startswith("heading is not")
    assert "question mark" in second.problem


def test_a_missing_language_is_found(articles: Path) -> None:
    (articles / "one" / "da.md").unlink()
    finding = only(check(articles))
    assert (finding.path, finding.line) == (articles / "one" / "da.md", 1)
    assert "is missing" in finding.problem


def test_a_missing_section_is_found(articles: Path) -> None:
    path = articles / "one" / "nb.md"
    edit(path, section("b", "nb"), "")
    finding = only(check(articles))
    assert finding.path == path
    assert "section 'b' is missing" in finding.problem


def test_a_section_that_swedish_lacks_is_found(articles: Path) -> None:
    path = articles / "one" / "da.md"
    edit(path, section("b", "da"), section("b", "da") + "\n" + section("d", "da"))
    finding = only(check(articles))
    assert (finding.path, finding.line) == (path, line_of(path, "## Fråga om d"))
    assert "section 'd' is missing in sv.md" in finding.problem


def test_another_order_of_sections_is_found(articles: Path) -> None:
    path = articles / "one" / "da.md"
    edit(path, section("a", "da"), "")
    path.write_text(path.read_text(encoding="utf-8") + "\n" + section("a", "da"), encoding="utf-8")
    finding = only(check(articles))
    assert (finding.path, finding.line) == (path, line_of(path, "## Fråga om b"))
    assert "'b' stands where sv.md has 'a'" in finding.problem


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [("topic=pay", "topic=hours", "'hours', but 'pay'"), (" also=one", "", "nothing, but one")],
)
def test_another_topic_or_also_is_found(articles: Path, old: str, new: str, named: str) -> None:
    path = articles / "two" / "da.md"
    edit(path, old, new)
    finding = only(check(articles))
    assert (finding.path, finding.line) == (path, line_of(path, "## Fråga om c"))
    assert named in finding.problem


def test_other_front_matter_is_found(articles: Path) -> None:
    path = articles / "one" / "nb.md"
    edit(path, "publisher: Workwide", "publisher: Workwise")
    finding = only(check(articles))
    assert (finding.path, finding.line) == (path, line_of(path, "publisher:"))
    assert "'Workwise', but 'Workwide'" in finding.problem


def test_a_section_id_of_two_articles_is_found_in_every_language(articles: Path) -> None:
    edit_all(articles / "two", "#c ", "#a ")
    findings = check(articles)
    assert {finding.path for finding in findings} == {articles / "two" / f"{x}.md" for x in LANGUAGES}
    first = articles / "one" / "da.md"
    assert f"section id 'a' is also at {first}:{line_of(first, '## Fråga om a')}" in findings[0].problem


def test_a_section_id_twice_in_one_file_is_found(articles: Path) -> None:
    edit_all(articles / "one", "#b ", "#a ")
    assert [finding.problem.split(" is ")[0] for finding in check(articles)] == ["section id 'a'"] * 3


def test_an_unknown_topic_is_found(articles: Path) -> None:
    edit_all(articles / "one", "topic=pay", "topic=salary")
    findings = check(articles)
    assert len(findings) == 3
    assert all("topic 'salary' is unknown; choose one of pay" in finding.problem for finding in findings)


def test_an_unknown_also_is_found(articles: Path) -> None:
    edit_all(articles / "two", "also=one", "also=three")
    findings = check(articles)
    assert len(findings) == 3
    assert all("also=three names no article" in finding.problem for finding in findings)


def test_a_heading_that_is_no_question_is_found(articles: Path) -> None:
    edit(articles / "one" / "sv.md", "Fråga om a på sv?", "Om a på sv.")
    assert "'Om a på sv.' does not end with a question mark" in only(check(articles)).problem


@pytest.mark.parametrize(("length", "faults"), [(60, 0), (61, 1)])
def test_a_heading_over_60_characters_is_found(articles: Path, length: int, faults: int) -> None:
    edit(articles / "one" / "sv.md", "Fråga om a på sv?", "Å" * (length - 1) + "?")
    findings = check(articles)
    assert len(findings) == faults
    assert all("has 61 characters" in finding.problem for finding in findings)


def test_the_same_heading_twice_in_a_language_is_found_with_both_places(articles: Path) -> None:
    path = articles / "two" / "sv.md"
    edit(path, "Fråga om c på sv?", "Fråga om  A, på SV?")
    finding = only(check(articles))
    first = articles / "one" / "sv.md"
    assert finding.path == path
    assert f"is also at {first}:{line_of(first, '## Fråga om a')}" in finding.problem


def test_the_same_heading_in_two_languages_is_no_fault(articles: Path) -> None:
    for language in LANGUAGES:
        edit(articles / "one" / f"{language}.md", f"Fråga om a på {language}?", "Jobb?")
    assert check(articles) == []


@pytest.mark.parametrize(("characters", "faults"), [(600, 0), (601, 1)])
def test_a_text_over_600_characters_is_found(articles: Path, characters: int, faults: int) -> None:
    text = TEXTS["sv"] + FILLER
    edit(articles / "one" / "sv.md", text, text + "o" * (characters - len(text)))
    findings = check(articles)
    assert len(findings) == faults
    assert all("has 601 characters" in finding.problem for finding in findings)


@pytest.mark.parametrize(("words", "faults"), [(39, 1), (40, 0), (90, 0), (91, 1)])
def test_a_text_of_fewer_than_40_or_more_than_90_words_is_found(articles: Path, words: int, faults: int) -> None:
    filler = " ord" * (words - len(TEXTS["sv"].split()))
    edit(articles / "one" / "sv.md", TEXTS["sv"] + FILLER, TEXTS["sv"] + filler)
    findings = check(articles)
    assert len(findings) == faults
    assert all(f"has {words} words" in finding.problem for finding in findings)


def test_fewer_than_ten_questions_are_found(articles: Path) -> None:
    edit(articles / "one" / "sv.md", "- a fråga 0\n", "")
    assert "section 'a' has 9 different questions" in only(check(articles)).problem


def test_a_question_said_twice_counts_once(articles: Path) -> None:
    edit(articles / "one" / "sv.md", "- a fråga 0\n", "- A fråga 1?\n")
    assert "section 'a' has 9 different questions" in only(check(articles)).problem


def test_the_same_question_in_two_sections_is_found_with_both_places(articles: Path) -> None:
    path = articles / "two" / "sv.md"
    edit(path, "- c fråga 3", "- A  fråga, 4?")
    finding = only(check(articles))
    first = articles / "one" / "sv.md"
    assert (finding.path, finding.line) == (path, line_of(path, "- A  fråga, 4?"))
    assert f"'A  fråga, 4?' is also at {first}:{line_of(first, '- a fråga 4')}" in finding.problem


def test_the_same_question_in_two_languages_is_no_fault(articles: Path) -> None:
    edit(articles / "one" / "sv.md", "- a fråga 0", "- callcenter")
    edit(articles / "two" / "da.md", "- c fråga 0", "- callcenter")
    assert check(articles) == []


def test_text_that_is_not_nfc_is_found(articles: Path) -> None:
    path = articles / "one" / "sv.md"
    edit(path, "- a fråga 7", unicodedata.normalize("NFD", "- a fråga 7"))
    finding = only(check(articles))
    assert (finding.path, finding.line) == (path, line_of(path, "- a fråga 6") + 1)
    assert r"'fra\u030aga' is not Unicode NFC; write it as 'fr\xe5ga'" in finding.problem


def test_another_figure_in_a_translation_is_found(articles: Path) -> None:
    path = articles / "one" / "da.md"
    edit(path, "17.000", "12.000")
    findings = check(articles)
    assert {(finding.path, finding.line) for finding in findings} == {(path, line_of(path, "## Fråga om a"))}
    assert [finding.problem.split(";")[0] for finding in findings] == [
        "figure 12000 of 'a' is not in sv.md",
        "figure 17000 of 'a' is only in sv.md",
    ]


def test_a_missing_original_is_found_at_its_line(articles: Path, originals: Path) -> None:
    (originals / "two.txt").unlink()
    findings = check(articles, originals)
    path = articles / "two" / "da.md"
    assert len(findings) == 3
    assert (findings[0].path, findings[0].line) == (path, line_of(path, "original:"))
    assert "'two.txt' is no .txt file in" in findings[0].problem


def test_an_original_that_is_not_utf8_is_found(articles: Path, originals: Path) -> None:
    (originals / "two.txt").write_bytes("Två".encode("latin-1"))
    finding = only(check(articles, originals))
    assert finding.path == originals / "two.txt"
    assert "is not UTF-8" in finding.problem


def test_a_missing_folder_of_originals_is_found(articles: Path, tmp_path: Path) -> None:
    assert only(check(articles, tmp_path / "none")).path == tmp_path / "none"


def test_a_figure_that_its_original_lacks_is_found(articles: Path, originals: Path) -> None:
    edit(originals / "one.txt", "17 000", "18 000")
    findings = check(articles, originals)
    assert len(findings) == 9  # three sections in three languages
    assert all("is not in the original of" in finding.problem for finding in findings)
    assert findings[0].problem.startswith("figure 17000 of 'a'")


def test_a_figure_in_a_heading_must_stand_in_the_original_too(articles: Path, originals: Path) -> None:
    edit_all(articles / "one", "## Fråga om a", "## Fråga 99 om a")
    findings = check(articles, originals)
    assert [finding.problem.split(" of ")[0] for finding in findings] == ["figure 99"] * 3


def test_a_figure_may_come_from_an_also_article_only_if_that_is_named(articles: Path, originals: Path) -> None:
    assert check(articles, originals) == []
    edit_all(articles / "two", " also=one", "")
    figures = {finding.problem.split(" of ")[0] for finding in check(articles, originals)}
    assert figures == {"figure 17000", "figure 2", "figure 1.5"}  # 10 is in the date


def test_a_figure_of_the_date_may_be_cited(articles: Path, originals: Path) -> None:
    edit_all(articles / "one", "## Fråga om a", "## Fråga 2017 om a")
    assert check(articles, originals) == []


def test_eight_words_in_a_row_from_any_original_are_found_and_quoted(articles: Path, originals: Path) -> None:
    path = articles / "two" / "da.md"
    edit(path, FILLER, " Så mycket (som ALLA de andra) i samma rum." + FILLER)
    finding = only(check(articles, originals))
    assert (finding.path, finding.line) == (path, line_of(path, "## Fråga om c"))
    assert "'Så mycket (som ALLA de andra) i samma rum' from one.txt" in finding.problem


def test_eight_words_in_a_row_are_found_in_a_heading(articles: Path, originals: Path) -> None:
    edit(articles / "one" / "sv.md", "Fråga om a på sv?", "Som alla de andra i samma rum får?")
    finding = only(check(articles, originals))
    assert "the heading of 'a' copies 'Som alla de andra i samma rum får' from one.txt" in finding.problem


def test_seven_words_in_a_row_are_no_copy(articles: Path, originals: Path) -> None:
    edit(articles / "one" / "sv.md", "Fråga om a på sv?", "Alla de andra i samma rum får?")
    assert check(articles, originals) == []
