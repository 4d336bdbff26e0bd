from . import kfz_lead_assign
