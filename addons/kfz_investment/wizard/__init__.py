from . import pipeline
from . import isolation
from . import sharing
from . import trade
from . import referral
from . import award
from . import first_contact
from . import imports
