from . import test_share
from . import test_share_life
from . import test_transfer
from . import test_share_tour
from . import test_return
from . import test_share_seen
from . import test_share_queries
from . import test_joint_promotion
