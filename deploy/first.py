"""After the first installation in a container: the settings of a new installation, and the administrator's password."""

import os

from odoo.addons.kfz_investment import installation

env = globals()["env"]  # given by odoo shell
installation.set_up(env, "四区联席办公室")
installation.set_up_administrator(env, password=os.environ["ADMIN_PASSWORD"].strip())
env.cr.commit()
