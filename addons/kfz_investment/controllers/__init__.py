from . import home
from . import guesses
from . import portal
from . import portal_award
from . import policy_compare
