from . import kfz_ladder_step
from . import kfz_ladder_step_words
from . import kfz_ladder_change
from . import kfz_ladder_template
from . import crm_lead_ladder
from . import crm_lead_ladder_timeline
