from . import controllers
from . import models
from . import report
from . import wizard
from .models.figures import kfz_figure_entry_first
from .models.pipeline import lead_totals


def uninstall_hook(env):
    """Tables without a model stay otherwise, and triggers would ask for columns that are gone."""
    kfz_figure_entry_first.uninstall(env.cr)
    lead_totals.uninstall(env.cr)
