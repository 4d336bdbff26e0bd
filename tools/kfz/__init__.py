"""The launcher behind ``./kfz``: standard library only, nothing to install beforehand."""

import os
import sys

# the core of backup and restore is beside the scripts of containers, which reach it there
_DEPLOY = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..", "deploy")
if os.path.isdir(_DEPLOY):
    sys.path.append(os.path.normpath(_DEPLOY))
