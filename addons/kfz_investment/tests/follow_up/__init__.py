from . import test_promises
from . import test_issues
from . import test_attention
from . import test_zone_follow_up
from . import test_lead_official_tour
from . import test_workload
