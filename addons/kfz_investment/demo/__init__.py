"""The demonstration data: tables beside this file, loaded with dates that end today (``domain/demo_plan.py``).

All that is invented is named 示例. The few real enterprises carry what the plan says of them and nothing else.
Projects are entered by demonstration users through the same rights, gates and ledgers as any other. What happened in
the past is recorded in the past (``clock.py``): nothing is changed afterwards in a ledger.

Nothing of the product imports this package; ``res.company._kfz_load_demo`` does when demonstration data is loaded.
"""

from .load import load

__all__ = ["load"]
