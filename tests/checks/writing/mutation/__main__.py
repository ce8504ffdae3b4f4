"""Prints the table: `python -m tests.checks.writing.mutation --seed 1 --each 8`."""

from __future__ import annotations

import argparse

from tests.checks.writing.mutation.measure import measure, measure_prose, render_table
from tests.checks.writing.mutation.measure_scenarios import measure_scenarios
from tests.checks.writing.mutation.measure_translations import measure_translations

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--each", type=int, default=8)
options = parser.parse_args()
scores = measure(options.seed, options.each) | measure_prose(options.seed, options.each)
scores |= measure_scenarios(options.seed, options.each)
scores |= measure_translations(options.seed, options.each)
print(render_table(scores))  # noqa: T201
for code, score in scores.items():
    if score.missed:
        print(f"{code} missed in {', '.join(score.missed)}")  # noqa: T201
    if score.alarms:
        print(f"{code} false in {', '.join(score.alarms)}")  # noqa: T201
