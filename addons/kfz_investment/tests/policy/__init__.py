from . import test_policy
from . import test_policy_documents
from . import test_policy_compare
from . import test_policy_tour
