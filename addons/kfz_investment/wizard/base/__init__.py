from . import kfz_edit_many_mixin
from . import kfz_zone_settings
