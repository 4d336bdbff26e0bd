from . import kfz_policy_topic
from . import kfz_policy_mixin
from . import kfz_policy
from . import kfz_policy_clause
from . import kfz_shared_policy
from . import kfz_policy_publish
from . import kfz_policy_compare
