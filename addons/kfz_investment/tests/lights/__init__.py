from . import test_light_cities
from . import test_light_costs
from . import test_light_ledger
from . import test_light_night
from . import test_light_pages
from . import test_light_roles
from . import test_light_rules
from . import test_light_year
