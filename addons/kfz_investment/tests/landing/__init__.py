from . import test_ladder
from . import test_ladder_access
from . import test_ladder_costs
from . import test_ladder_moves
from . import test_ladder_rates
from . import test_ladder_setup
