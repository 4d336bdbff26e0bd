from . import test_duties
from . import test_duties_narrow
from . import test_duty_rules
from . import test_pauses
from . import test_responses
from . import test_triage
from . import test_duties_pages
from . import test_zone_duties
