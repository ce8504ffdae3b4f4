"""The grammar of a scenario: Markdown lines in, nodes out, everything odd reported."""

from __future__ import annotations

from coursewright.reading.scenario_grammar.nodes import ScenarioText, read_nodes

__all__ = ["ScenarioText", "read_nodes"]
