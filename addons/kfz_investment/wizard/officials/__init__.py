from . import kfz_lead_assign
from . import kfz_task_force
from . import kfz_official_leave
