from . import test_clicks
from . import test_demo
