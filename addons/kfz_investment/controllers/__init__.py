from . import home
from . import portal
from . import portal_award
