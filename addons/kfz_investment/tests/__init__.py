from . import test_amount_field
from . import test_directory
from . import test_directory_privacy
from . import test_directory_search
from . import test_figures
from . import test_gates
from . import test_zone
