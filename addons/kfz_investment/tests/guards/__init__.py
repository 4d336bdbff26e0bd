from . import test_link_values
from . import test_links
from . import test_gate
from . import test_known_keys
from . import test_closed_doors
from . import test_addresses
from . import test_guarded_fields
from . import test_methods
