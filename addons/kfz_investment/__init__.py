from . import controllers
from . import models
from . import report
from . import wizard
from .models.pipeline import lead_totals


def uninstall_hook(env):
    """Triggers would ask for columns that are gone."""
    lead_totals.uninstall(env.cr)
