from . import kfz_benefit_split
from . import kfz_benefit_split_agreement
from . import kfz_benefit_split_line
from . import kfz_benefit_split_term
from . import kfz_credit_entry
from . import kfz_shared_project_split
from . import kfz_figure_entry_credit
