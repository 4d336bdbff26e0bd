from . import kfz_first_contact_ask
from . import kfz_first_contact_ask_together
from . import kfz_first_contact_answer
from . import kfz_first_contact_extend
from . import kfz_first_contact_open_dispute
from . import kfz_first_contact_rule
from . import kfz_zone_settings_first_contact
