from . import kfz_award_step
from . import kfz_award_ledger_check
from . import kfz_award_export
