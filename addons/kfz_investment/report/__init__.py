from . import kfz_signed_landed_report
from . import kfz_signed_landed_words
from . import kfz_signed_landed_export
from . import kfz_report_asof
from . import kfz_report_export
from . import award_workbook
from . import kfz_award_report
from . import kfz_trade_report
