from . import test_access
from . import test_figures
from . import test_gates
from . import test_zone
