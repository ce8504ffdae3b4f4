"""How long a test waits for something that must come, before it fails.

Only a test that fails waits so long. A shared machine may stand still for seconds, and a test that
is impatient then fails for no fault of the product.
"""

from __future__ import annotations

from typing import Final

PATIENCE_S: Final = 20
PATIENCE_MS: Final = 1000 * PATIENCE_S
