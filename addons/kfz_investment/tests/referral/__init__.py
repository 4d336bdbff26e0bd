from . import test_referral
from . import test_referral_project
from . import test_referral_portal
from . import test_referral_tour
