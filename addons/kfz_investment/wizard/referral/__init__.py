from . import kfz_portal_reason
from . import kfz_referral_decide
