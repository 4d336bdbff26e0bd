from . import kfz_lead_move
from . import kfz_lead_condition
from . import kfz_lead_assign
