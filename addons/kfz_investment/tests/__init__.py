from . import test_figures
from . import test_gates
from . import test_zone
