from . import test_credit
from . import test_credit_access
from . import test_credit_story
