"""Projects show who is assigned today: assignments that begin later, or end on a day to come, were counted the other way."""

from odoo import SUPERUSER_ID, api
from odoo.addons.kfz_investment.domain import calendar
from odoo.fields import Domain


def migrate(cr, version):
    """Find out anew who is assigned to projects with such assignments."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    today = calendar.today()
    dated = env["kfz.assignment"].search(
        Domain("date_from", ">", today) | Domain("date_to", ">", today)
    )
    dated.lead_id._kfz_officials_again()
