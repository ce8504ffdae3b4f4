"""`course check`: every finding of a course, for people or for machines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from coursewright.cli.common import EXIT_FINDINGS, root_option, wants_color

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.diagnostics import Findings

Format = Literal["text", "json", "sarif"]


@click.command("check")
@root_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="text for people, json for programs, sarif for forges and editors.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings as well.")
@click.option("--explain", metavar="CODE", help="Explain one code, such as Q151, and stop.")
@click.option("--list-rules", is_flag=True, help="List every code, and stop.")
def command(
    *, root: Path, format_: Format, strict: bool, explain: str | None, list_rules: bool
) -> None:
    """Check the course and print every finding.

    Findings go to standard output, the summary to standard error. The exit code is 1 when there
    is an error (with --strict: or a warning), else 0.
    """
    if explain is not None:
        _explain(explain)
        return
    if list_rules:
        _list_rules()
        return
    from coursewright.pipeline import load_course  # noqa: PLC0415 - keeps `--help` fast

    findings = load_course(root).findings
    _print(findings, format_)
    has_warnings = any(finding.severity == "warning" for finding in findings)
    if findings.has_errors or (strict and has_warnings):
        sys.exit(EXIT_FINDINGS)


def _print(findings: Findings, format_: Format) -> None:
    from coursewright.checks import all_rules, report  # noqa: PLC0415 - keeps `--help` fast

    if format_ == "json":
        click.echo(report.render_json(findings))
    elif format_ == "sarif":
        click.echo(report.render_sarif(findings, all_rules()))
    elif len(findings):
        color = wants_color(sys.stdout)
        click.echo(report.render_findings(findings, color=color), color=color)
    click.echo(report.summary(findings), err=True)


def _explain(code: str) -> None:
    from coursewright.checks import all_rules, handbook  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.checks.support.hints import did_you_mean  # noqa: PLC0415

    rules = {rule.code: rule for rule in all_rules()}
    rule = rules.get(code.upper())
    if rule is None:
        hint = did_you_mean(code.upper(), rules, "`course check --list-rules` shows every code.")
        raise click.BadParameter(f"there is no rule {code}. {hint}", param_hint="--explain")
    click.echo(handbook.render_rule(rule))


def _list_rules() -> None:
    from coursewright.checks import all_rules, handbook  # noqa: PLC0415 - keeps `--help` fast

    click.echo(handbook.render_list(all_rules()))
