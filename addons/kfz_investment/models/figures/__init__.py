from . import kfz_figure_entry
