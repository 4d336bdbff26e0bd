from . import kfz_referral_decide
