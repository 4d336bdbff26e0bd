from .common import KfzCase
from .http_common import RpcCase


class DoorCase(KfzCase, RpcCase):
    """Users without a role, of another zone, and of the portal, each calling as a client."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.callers = cls.employee | cls.manager_b | cls.officer | cls.portal

    def _call(self, post, model, method, args=(), **kwargs):
        """What a client gets from a method of a model."""
        return post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(args), "kwargs": kwargs},
        )

    def _assert_refused(self, post, model, method, args=(), **kwargs):
        # here, since the tests of isolation use this file, too
        from .isolation.noninterference import Refused

        with self.assertRaises(Refused) as raised:
            self._call(post, model, method, args, **kwargs)
        self.assertEqual(raised.exception.name, "odoo.exceptions.AccessError", f"{model}.{method}")
