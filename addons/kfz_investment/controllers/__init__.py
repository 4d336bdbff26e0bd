from . import home
from . import guesses
from . import policy_compare
