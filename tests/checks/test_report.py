"""How findings look: for people, as JSON, as SARIF."""

from __future__ import annotations

import json

from coursewright.checks import all_rules, report
from coursewright.diagnostics import Diagnostic, Findings, Span


def findings(*diagnostics: Diagnostic, **sources: str) -> Findings:
    """Findings with their sources; `a_md` stands for the path `a.md`."""
    lines = {name.replace("_", "."): tuple(text.split("\n")) for name, text in sources.items()}
    return Findings(list(diagnostics), lines)


def error(path: str = "a.md", line: int = 1, column: int = 1, message: str = "wrong") -> Diagnostic:
    """An error of a rule that exists."""
    return Diagnostic("Q151", "error", message, Span(path, line, column), "Mend it.")


WARNING = Diagnostic("M227", "warning", "no check", Span("b.md"), "Add one.")


class TestText:
    """For people."""

    def test_shows_place_line_caret_and_hint(self) -> None:
        """The whole text that a person sees, summary included."""
        text = report.render_text(
            findings(error(line=2, column=5), WARNING, a_md="one\ntwo words"), color=False
        )

        assert text == (
            "a.md:2:5: Q151 error: wrong\n"
            "    two words\n"
            "        ^\n"
            "  = hint: Mend it.\n"
            "\n"
            "b.md:1:1: M227 warning: no check\n"
            "  = hint: Add one.\n"
            "\n"
            "1 error, 1 warning"
        )

    def test_without_findings_is_one_line(self) -> None:
        """A clean course needs no more than two words."""
        assert report.render_text(findings(), color=False) == "no findings"

    def test_sorts_by_place_and_counts_in_the_plural(self) -> None:
        """The same finding twice is one; the order is that of the files."""
        text = report.render_text(
            findings(error("b.md"), error("a.md", 9), error("a.md", 2), error("b.md")), color=False
        )

        places = [line.split(": ")[0] for line in text.splitlines() if "error:" in line]
        assert places == ["a.md:2:1", "a.md:9:1", "b.md:1:1"]
        assert text.endswith("3 errors")

    def test_caret_stands_below_wide_and_combining_letters(self) -> None:
        """Columns count characters, terminals count cells."""
        text = report.render_text(findings(error(column=4), a_md="漢字e\u0301x"), color=False)

        assert text.splitlines()[2] == "    " + " " * 5 + "^"

    def test_control_characters_become_visible(self) -> None:
        """A terminal must not obey what stands in a file or a file name."""
        hostile = "a\x1b[2Jb\u202ec\td"
        text = report.render_text(
            findings(error(column=9, message=hostile), error(f"{hostile}.md"), a_md=hostile),
            color=False,
        )

        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "a<U+001B>[2Jb<U+202E>c    d" in text

    def test_long_line_is_cut_around_the_caret(self) -> None:
        """A line of ten thousand characters shows the part that matters."""
        line = "x" * 5000 + "HERE" + "y" * 5000
        text = report.render_text(findings(error(column=5001), a_md=line), color=False)
        shown, caret = text.splitlines()[1:3]

        assert len(shown) < 220
        assert shown[caret.index("^") :].startswith("HERE")

    def test_column_behind_the_line_points_at_its_end(self) -> None:
        """A place that the file no longer has is no reason to fail."""
        text = report.render_text(findings(error(column=99), a_md="short"), color=False)

        assert text.splitlines()[2] == "    " + " " * 5 + "^"

    def test_color_changes_nothing_but_color(self) -> None:
        """Without its escape codes the coloured text is the plain one."""
        import re  # noqa: PLC0415

        found = findings(error(), WARNING, a_md="one")
        colored = report.render_text(found, color=True)

        assert "\x1b[31;1m" in colored
        assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == report.render_text(found, color=False)


class TestJson:
    """For programs."""

    def test_holds_every_field(self) -> None:
        """Programs get the same facts as people."""
        value = json.loads(report.render_json(findings(error(line=3, column=7), WARNING)))

        assert value["summary"] == {"error": 1, "warning": 1, "info": 0}
        assert value["findings"][0] == {
            "path": "a.md",
            "line": 3,
            "column": 7,
            "code": "Q151",
            "severity": "error",
            "message": "wrong",
            "hint": "Mend it.",
            "fixable": False,
        }
        assert value["ignored"] == []

    def test_survives_half_a_surrogate(self) -> None:
        """A file name that is no text still gives valid UTF-8."""
        text = report.render_json(findings(error("\udcff.md")))

        assert json.loads(text.encode())["findings"][0]["path"] == "\udcff.md"


class TestSarif:
    """For forges and editors."""

    def test_describes_rules_and_places(self) -> None:
        """What a forge needs: level, rule, text, file and region, per SARIF 2.1.0."""
        value = json.loads(
            report.render_sarif(findings(error("a b.md", 3, 7), WARNING), all_rules())
        )
        run = value["runs"][0]

        assert value["version"] == "2.1.0"
        assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["M227", "Q151"]
        assert run["columnKind"] == "unicodeCodePoints"
        first, second = run["results"]
        assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("Q151", 1, "error")
        assert (second["ruleId"], second["ruleIndex"], second["level"]) == ("M227", 0, "warning")
        place = first["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": "a%20b.md", "uriBaseId": "COURSE"}
        assert place["region"] == {"startLine": 3, "startColumn": 7}
        assert first["message"]["text"] == "wrong. Mend it."

    def test_without_findings_is_still_a_run(self) -> None:
        """A clean run clears old findings on the forge."""
        value = json.loads(report.render_sarif(findings(), all_rules()))

        assert value["runs"][0]["results"] == []
