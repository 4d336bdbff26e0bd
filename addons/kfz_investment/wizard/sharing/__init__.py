from . import kfz_share_wizard
from . import kfz_share_answer
from . import kfz_share_return
