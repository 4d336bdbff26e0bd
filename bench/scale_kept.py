"""What the product keeps beside its rows (counts, sums, first dates), computed anew after rows came past it: `scale_kept.py DATABASE`."""

import sys

import harness


def main(database):
    """Call ``_kfz_rebuild_kept`` of every model that has it."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        for name in registry:
            if hasattr(env[name], "_kfz_rebuild_kept"):
                env[name]._kfz_rebuild_kept()
        cr.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
