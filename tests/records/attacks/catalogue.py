"""Every attack, by what it is aimed at."""

from __future__ import annotations

from tests.records.attacks import chains, content, forms, links, signatures

from coursewright.records.reasons import FLAGS

GROUPS = {
    "The responses and the score": content.ATTACKS,
    "The device's signature": signatures.ATTACKS,
    "The personal link": links.ATTACKS,
    "Several records together": chains.ATTACKS,
    "Whoever reads the file": forms.ATTACKS,
}
ATTACKS = tuple(attack for group in GROUPS.values() for attack in group)
UNSTOPPABLE = tuple(attack for attack in ATTACKS if not attack.is_stopped)
PATTERNS = frozenset(flag for flag in FLAGS if flag.startswith("chain-")) | {
    "shared-device",
    "several-devices",
    "identical-responses",
}
