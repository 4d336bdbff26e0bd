from . import test_digests
from . import test_digest_access
from . import test_digest_rooms
from . import test_seen
from . import test_digest_delivery
from . import test_channels
from . import test_outbox
from . import test_robots
