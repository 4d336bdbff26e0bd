from . import test_figures
from . import test_report
from . import test_report_access
from . import test_report_scope
from . import test_report_dashboard
from . import test_report_unproven
from . import test_report_workbook
from . import test_first_dates
