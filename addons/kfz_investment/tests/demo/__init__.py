from . import test_demo, test_demo_days, test_demo_lights
