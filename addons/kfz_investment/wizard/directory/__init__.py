from . import base_partner_merge
from . import kfz_directory_propose
from . import kfz_directory_refuse
