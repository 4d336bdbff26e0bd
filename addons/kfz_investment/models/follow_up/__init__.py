from . import kfz_due_mixin
from . import kfz_promise
from . import kfz_issue
from . import mail_activity_due
from . import kfz_assignment_due
from . import crm_lead_due
from . import crm_lead_attention
from . import kfz_zone_follow_up
