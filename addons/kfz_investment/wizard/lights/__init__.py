from . import kfz_light_reason_ask
