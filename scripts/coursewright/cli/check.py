"""`course check`: every finding of a course, for people or for machines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Literal

import click

from coursewright.cli.common import EXIT_FINDINGS, root_option, wants_color

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.diagnostics import Findings, Fix

Format = Literal["text", "json", "sarif", "github"]
# An edit may make room for the next one; a chain this long is a fault of a rule.
MOST_PASSES: Final = 8


def _list_rules(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's own
    """Print every code and stop, when asked to."""
    if not value:
        return
    from coursewright.checks import all_rules, handbook  # noqa: PLC0415 - keeps `--help` fast

    click.echo(handbook.render_list(all_rules()))
    context.exit()


@click.command("check")
@root_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, sarif and github for forges.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings as well.")
@click.option("--fix", is_flag=True, help="Mend what needs no thought, in the files; then check.")
@click.option("--ignored", is_flag=True, help="List what `lint-ignore` lets pass, and why.")
@click.option(
    "--coverage", is_flag=True, help="Print what of the sources lessons and items cover, and stop."
)
@click.option("--explain", metavar="CODE", help="Explain one code, such as Q151, and stop.")
@click.option(
    "--list-rules",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_list_rules,
    help="List every code, and stop.",
)
def command(
    *,
    root: Path,
    format_: Format,
    strict: bool,
    fix: bool,
    ignored: bool,
    coverage: bool,
    explain: str | None,
) -> None:
    """Check the course and print every finding.

    Findings go to standard output, the summary to standard error. The exit code is 1 when there
    is an error (with --strict: or a warning), else 0.
    """
    if explain is not None:
        _explain(explain)
        return
    if coverage:
        _print_coverage(root, format_)
        return
    from coursewright.pipeline import load_course  # noqa: PLC0415 - keeps `--help` fast

    findings = _fix(root) if fix else load_course(root, review=True).findings
    _print(findings, format_)
    if ignored and format_ == "text" and findings.ignored:
        from coursewright.checks import report  # noqa: PLC0415 - keeps `--help` fast

        click.echo(report.render_ignored(findings))
    has_warnings = any(finding.severity == "warning" for finding in findings)
    if findings.has_errors or (strict and has_warnings):
        sys.exit(EXIT_FINDINGS)


def _print_coverage(root: Path, format_: Format) -> None:
    """Print the coverage of a course that can be read, whatever else is wrong with it."""
    from coursewright.cli.common import print_findings  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.cli.coverage import coverage_json, coverage_text  # noqa: PLC0415
    from coursewright.generating.coverage import measure_coverage  # noqa: PLC0415
    from coursewright.pipeline import load_course  # noqa: PLC0415

    if format_ not in {"text", "json"}:
        raise click.UsageError("--coverage is printed as text or json")
    loaded = load_course(root)
    if loaded.course is None:
        print_findings(loaded.findings)
        sys.exit(EXIT_FINDINGS)
    found = measure_coverage(loaded.course)
    click.echo(coverage_json(found) if format_ == "json" else coverage_text(found))


def _fix(root: Path) -> Findings:
    """Mend and check again until nothing is left to mend; return the findings that remain."""
    from coursewright.pipeline import load_course  # noqa: PLC0415 - keeps `--help` fast

    for _ in range(MOST_PASSES):
        findings = load_course(root, review=True).findings
        made = _mend(root, findings)
        for fix in made:
            click.echo(f"{fix.span}: “{fix.old}” is now “{fix.new}”", err=True)
        if not made:
            break
    return findings


def _mend(root: Path, findings: Findings) -> list[Fix]:
    """Make one round of edits, in all files or in none; return what was changed."""
    from coursewright.checks.fixing import apply_fixes  # noqa: PLC0415 - --fix only
    from coursewright.cli.writing import write_files  # noqa: PLC0415

    by_path: dict[str, list[Fix]] = {}
    for finding in findings:
        if finding.fix is not None:
            by_path.setdefault(finding.fix.span.path, []).append(finding.fix)
    files: dict[Path, bytes] = {}
    made: list[Fix] = []
    for path, fixes in by_path.items():
        data = (root / path).read_bytes()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        text, done = apply_fixes(data.removeprefix(mark).decode("utf-8"), fixes)
        files[root / path] = mark + text.encode("utf-8")
        made += done
    if made:
        write_files(files)
    return made


def _print(findings: Findings, format_: Format) -> None:
    from coursewright.checks import all_rules, report  # noqa: PLC0415 - keeps `--help` fast

    if format_ == "json":
        click.echo(report.render_json(findings))
    elif format_ == "sarif":
        click.echo(report.render_sarif(findings, all_rules()))
    elif format_ == "github":
        if len(findings):
            click.echo(report.render_github(findings))
    elif len(findings):
        color = wants_color(sys.stdout)
        click.echo(report.render_findings(findings, color=color), color=color)
    click.echo(report.summary(findings), err=True)


def _explain(code: str) -> None:
    from coursewright.checks import all_rules, handbook  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.checks.support.hints import did_you_mean  # noqa: PLC0415

    every = all_rules()
    rules = {rule.code: rule for rule in every}
    # A guideline may be enforced by rules of structure: `Q01` is explained by `Q151` and others.
    wanted = [rule for rule in every if code.upper() in (rule.code, *rule.guidelines)]
    if not wanted:
        hint = did_you_mean(code.upper(), rules, "`course check --list-rules` shows every code.")
        raise click.BadParameter(f"there is no rule {code}. {hint}", param_hint="--explain")
    click.echo("\n\n".join(handbook.render_rule(rule) for rule in wanted))
