from . import test_official
from . import test_hand_over
from . import test_leave
from . import test_task_force
from . import test_visit_calendar
from . import test_visit_tour
from . import test_next_steps
