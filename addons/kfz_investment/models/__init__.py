from . import res_company
from . import kfz_area
