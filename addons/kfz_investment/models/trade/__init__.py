from . import kfz_trade_mode
from . import kfz_trade_record
from . import kfz_trade_record_guard
from . import kfz_trade_record_once
from . import kfz_trade_record_reverse
from . import kfz_trade_record_confirm
from . import kfz_trade_target
from . import kfz_ledger_seal_trade
