from . import base_grants
