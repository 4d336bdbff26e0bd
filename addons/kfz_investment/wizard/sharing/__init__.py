from . import kfz_share_wizard
from . import kfz_share_answer
from . import kfz_share_return
from . import kfz_share_decide
from . import kfz_joint_promotion_act
