from . import test_acts
from . import test_acts_landing
from . import test_correction_ask
from . import test_gates
from . import test_gates_rpc
from . import test_page_queries
from . import test_tours
from . import test_zone
