from . import kfz_due_act
from . import kfz_issue_confirm
from . import kfz_issue_sheet_act
from . import kfz_lead_message
from . import kfz_zone_settings_follow_up
