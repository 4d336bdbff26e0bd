"""Scripts that run in Odoo's environment; they take JSON on standard input and print ``KFZ <json>``."""
