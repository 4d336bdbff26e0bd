from . import base_grants
from . import base_gate
from . import base_defaults
from . import ir_default
from . import closed_doors
from . import addresses
from . import closed_settings
from . import senders
