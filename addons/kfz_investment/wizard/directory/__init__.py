from . import base_partner_merge
from . import kfz_directory_propose
from . import kfz_directory_refuse
from . import kfz_enterprise_merge
from . import kfz_enterprise_edit
