from . import kfz_correction_ask
from . import kfz_lead_move
from . import kfz_lead_condition
from . import kfz_lead_edit
from . import kfz_zone_settings_landing
