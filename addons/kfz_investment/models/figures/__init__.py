from . import kfz_report_scope_mixin
from . import kfz_figure_entry
from . import kfz_figure_proof
from . import kfz_figure_entry_first
from . import kfz_evidence_figures
from . import crm_lead_figures
from . import kfz_ledger_seal_figures
from . import spreadsheet_dashboard
