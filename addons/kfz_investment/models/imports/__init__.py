from . import kfz_import_alias
from . import kfz_import_alias_layout
