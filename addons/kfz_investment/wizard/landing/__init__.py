from . import kfz_ladder_move
from . import kfz_ladder_setup
