from . import home
from . import policy_compare
