from . import kfz_import_alias
