from . import test_gates
from . import test_gates_rpc
from . import test_page_queries
from . import test_tours
from . import test_zone
