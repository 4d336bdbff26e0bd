from . import test_trade
from . import test_trade_reverse
from . import test_trade_access
from . import test_trade_import
from . import test_trade_tour
from . import test_project_trade
from . import test_trade_mode
from . import test_trade_credit
