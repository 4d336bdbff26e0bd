from . import test_amount_field
from . import test_access
from . import test_bulk_create
from . import test_date_groups
from . import test_js_units
from . import test_notice
from . import test_translations
from . import test_roles
