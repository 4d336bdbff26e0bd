"""Property tests: new examples at each run here, the same ones in CI, so that a landing never hangs on a draw. No time limits."""

import os

from hypothesis import settings

settings.register_profile("explore", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "explore")
