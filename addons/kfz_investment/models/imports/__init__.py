from . import ir_default
from . import kfz_import_alias
from . import kfz_import_alias_layout
from . import kfz_import_lock
from . import kfz_import_run
from . import kfz_import_trace
from . import crm_lead_import_timeline
from . import kfz_imported_mixin
