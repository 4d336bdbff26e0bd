import functools

from .method_probes import MEANT, parameters, public_methods
from .sequence_steps import (
    IDLE,
    MEANT_STEPS,
    MODELS,
    ROLES,
    VERBS,
    Picker,
    Step,
    value_for,
    writable,
)


class Draws:
    """Mixin of :class:`SequenceCase`: makes steps of what was drawn, with the records that are there."""

    # what can be picked

    @functools.cached_property
    def actions(self):
        """[(model, method)] of what steps call on records, and [(wizard, method)]."""
        found = [
            (model, method)
            for model, method in public_methods(self.env)
            if method.startswith("action_") and not method.startswith(IDLE)
        ]
        wizards = [
            pair
            for pair in found
            if self.env[pair[0]]._transient
            and not pair[0].startswith(("kfz.import", "kfz.report", "kfz.award.export"))
        ]
        return [pair for pair in found if pair[0] in MODELS], wizards

    @functools.cache  # noqa: B019 one case per class
    def _fields_of(self, model):
        return self.env[model].fields_get(
            attributes=["type", "store", "relation", "selection", "required", "readonly"]
        )

    def _records(self, model):
        """Ids of a model, those of both zones, newest last."""
        if model not in self.env or not self.env[model]._auto:
            return []
        if model not in self.known:
            # sudo: who guesses ids hits on those of others
            self.known[model] = self.env[model].sudo().search([], order="id", limit=40).ids
        return self.known[model]

    def _step(self, number):
        """The step that a drawn number stands for."""
        # hypothesis likes to draw the same number again: the place makes another step of it
        picker = Picker(f"{number} {self.count['sequences']} {len(self.steps)}")
        role, verb = picker.pick(ROLES), picker.pick(VERBS)
        if verb == "meant":
            return self._meant_step(picker)
        make = getattr(self, f"_{verb.replace(' ', '_')}_step")
        model, method, arguments, context = make(picker)
        return Step(role, model, method, arguments, context)

    def _meant_step(self, picker):
        role, model, state, method = picker.pick(MEANT_STEPS)
        fitting = sorted(
            key[1] for key, found in self.before.items() if key[0] == model and found == state
        )
        given = [MEANT.get(name) for name, _needed in parameters(self.env.registry[model], method)]
        return Step(role, model, method, [[picker.pick(fitting) or 0], *given], {})

    def _action_step(self, picker):
        model, method = picker.pick(self.actions[0])
        names = [name for name, _needed in parameters(self.env.registry[model], method)]
        given = [picker.pick((MEANT.get(name), MEANT.get(name), "125", None)) for name in names]
        return model, method, [[picker.pick(self._records(model)) or 0], *given], {}

    def _wizard_step(self, picker):
        model, method = picker.pick(self.actions[1])
        fields = self._fields_of(model)
        values = {
            name: self._entered(picker, name, field)
            for name, field in fields.items()
            if not field["readonly"]
        }
        return model, method, [{name: value for name, value in values.items() if value}], {}

    def _entered(self, picker, name, field):
        """What is entered into a wizard's field, or None."""
        if field["type"] == "selection":
            return picker.pick([key for key, _label in field["selection"]])
        if field.get("relation") in MODELS:
            guess = picker.pick(self._records(field["relation"]))
            return [[6, 0, [guess]]] if guess and field["type"] == "many2many" else guess
        return MEANT.get(name)

    def _write_step(self, picker):
        model = picker.pick(MODELS)
        name = picker.pick(writable(self._fields_of(model)))
        value = value_for(picker, self._fields_of(model)[name], self._records)
        ids = [picker.pick(self._records(model)) or 0]
        return model, picker.pick(("write", "web_save")), [ids, {name: value}], {}

    def _create_step(self, picker):
        model = picker.pick(MODELS)
        values = self._values(picker, model)
        if picker.pick((True, False)):
            name = picker.pick(writable(self._fields_of(model)))
            values[name] = value_for(picker, self._fields_of(model)[name], self._records)
        return model, "create", [[values]], {}

    def _create_with_default_step(self, picker):
        model = picker.pick(MODELS)
        values = self._values(picker, model)
        name = picker.pick(writable(self._fields_of(model)))
        value = value_for(picker, self._fields_of(model)[name], self._records)
        return model, "create", [[values]], {f"default_{name}": value}

    def _user_default_step(self, picker):
        model = picker.pick(MODELS)
        name = picker.pick(writable(self._fields_of(model)))
        value = value_for(picker, self._fields_of(model)[name], self._records)
        return "ir.default", "set", [model, name, value, True], {}

    def _delete_step(self, picker):
        model = picker.pick(MODELS)
        return model, "unlink", [[picker.pick(self._records(model)) or 0]], {}

    def _read_step(self, picker):
        model = picker.pick(MODELS)
        if picker.pick((True, False)):
            return model, "search_read", [[], ["display_name"]], {"active_test": False}
        return model, "read", [[picker.pick(self._records(model)) or 0]], {}

    def _values(self, picker, model):
        """Values with which a record could be created."""
        projects = self._records("crm.lead")
        evidence = {"lead_id": picker.pick(projects)}
        return {
            "crm.lead": lambda: {"name": "示例新项目", "is_promotion": True},
            "kfz.agreement": lambda: {
                **evidence,
                "amount": picker.pick((100, 5_000_000)),
                "signed_on": str(self._days_ago(40)),
            },
            "kfz.milestone": lambda: {
                **evidence,
                "milestone": picker.pick(("landed", "construction")),
                "effective_date": str(self._days_ago(5)),
            },
            "kfz.capital.record": lambda: {**evidence, "amount": picker.pick((100, 1_000_000))},
            "kfz.trade.record": lambda: {
                "partner_id": picker.pick(self._partners()),
                "month": str(self.first_month),
                "direction": picker.pick(("import", "export")),
                "mode": "1210",
                "amount": picker.pick((1000, 9_000_000)),
            },
            "kfz.referral": lambda: {
                "intermediary_id": self.intermediary.id,
                "enterprise_name": "示例引荐企业",
                "partner_id": picker.pick(self._partners()),
            },
            "kfz.award": lambda: dict(evidence),
            "kfz.share": lambda: {
                **evidence,
                "level_id": self.env.ref("kfz_investment.share_level_full").id,
                "recipient_ids": [[6, 0, self.zone_b.ids]],
            },
            "kfz.policy": lambda: {"name": "示例政策", "valid_from": "2026-01-01"},
        }[model]()

    def _partners(self):
        if "partners" not in self.known:
            # sudo: who guesses ids hits on those of others
            partners = self.env["kfz.award"].sudo().search([]).partner_id
            partners |= self.env["crm.lead"].sudo().search([], limit=20).partner_id
            self.known["partners"] = sorted(partners.ids)
        return self.known["partners"]
