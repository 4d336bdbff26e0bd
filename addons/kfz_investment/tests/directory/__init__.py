from . import test_common_guard
from . import test_directory
from . import test_proposals
from . import test_proposal_tour
from . import test_directory_privacy
from . import test_directory_search
from . import test_groups
from . import test_plan_enterprises
