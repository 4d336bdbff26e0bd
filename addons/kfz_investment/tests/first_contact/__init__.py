from . import test_first_contact
from . import test_first_contact_clock
from . import test_first_contact_check
from . import test_first_contact_dispute
from . import test_first_contact_entered
from . import test_first_contact_match
from . import test_first_contact_migration
from . import test_first_contact_tour
