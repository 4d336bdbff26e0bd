from . import kfz_seen_ask
from . import kfz_zone_settings_digest
