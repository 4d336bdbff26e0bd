from . import kfz_due_act
