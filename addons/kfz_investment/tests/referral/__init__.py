from . import test_referral
from . import test_referral_project
from . import test_referral_portal
from . import test_referral_tour
from . import test_account_confirmation
from . import test_portal_access
from . import test_portal_strangers
