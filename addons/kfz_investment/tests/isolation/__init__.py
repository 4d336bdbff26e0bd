from . import test_followers
from . import test_isolation
from . import test_login_page
from . import test_guess_probes
from . import test_noninterference
from . import test_seeded_bugs
from . import test_controller_probes
from . import test_core_doors
