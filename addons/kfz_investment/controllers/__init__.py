from . import identity
from . import home
from . import portal
from . import portal_award
from . import portal_bank
from . import addresses
from . import guesses
from . import policy_compare
