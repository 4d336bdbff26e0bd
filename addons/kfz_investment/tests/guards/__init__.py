from . import test_link_values
from . import test_links
from . import test_guarded_fields
from . import test_context_keys
