from . import kfz_edit_many_mixin
from . import kfz_zone_settings
from . import kfz_zone_add
from . import kfz_person_add
from . import kfz_holiday_notice
