from . import kfz_due_act
from . import kfz_lead_message
