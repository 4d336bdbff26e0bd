from . import kfz_zone_settings
