from . import kfz_trade_reverse
