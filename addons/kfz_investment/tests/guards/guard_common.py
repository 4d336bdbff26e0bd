from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from ..award.award_common import AwardCase
from ..common import request_of

#: the shapes in which a client can send the id 125, all of which core would take in one place or another
SHAPES = {
    "text": str,
    "padded": lambda ident: f" {ident} ",
    "decimal": float,
    "decimal text": lambda ident: f"{ident}.0",
    "list": lambda ident: [ident],
    "list of text": lambda ident: [str(ident)],
    "line": lambda ident: {"id": str(ident)},
    "nested": lambda ident: [[ident]],
}


class GuardCase(AwardCase):
    """Zone A's records and users of both zones who call as clients do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = cls._enterprise("秘密企业有限公司", phone="0871-12345678")
        cls.hidden_project = cls._project("negotiation", name="秘密项目", partner_id=cls.secret.id)
        cls.env.flush_all()

    def _rpc(self, user, model, method, *args, context=None, **kwargs):
        """The answer to a call that arrives over any of the ways from outside."""
        self.env.flush_all()
        self.env.invalidate_all()
        kwargs["context"] = {
            "lang": "en_US",
            "allowed_company_ids": user.company_ids.ids,
            **(context or {}),
        }
        return request_of(self.env(user=user.id, context={}), model, method, list(args), kwargs)

    def _is_refused(self, user, model, method, *args, error=AccessError, **kwargs):
        """Call what must be refused; the sentence. Nothing of it stays."""
        with (
            mute_logger("odoo.models", "odoo.sql_db", "odoo.addons.base.models.ir_rule"),
            self.assertRaises(error) as caught,
            self.cr.savepoint(),
        ):
            self._rpc(user, model, method, *args, **kwargs)
        self.env.invalidate_all()
        return str(caught.exception)
