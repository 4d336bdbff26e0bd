"""The launcher behind ``./kfz``: standard library only, nothing to install beforehand."""
