from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar, gate_facts, gates, owed
from ...domain.follow_up import ENDED
from ..base.period_words import day_text
from .gate_batch import GateBatch, together

#: the lists of a project that its gates ask for
EVIDENCE = (
    "gate_override_ids",
    "assignment_ids",
    "interaction_ids",
    "agreement_ids",
    "milestone_ids",
)


class MoveRefused(ValidationError):
    """A move that the gates refuse; the browser knows it by this name and gives it a title of its own."""


class CrmLead(models.Model):
    """Stage gates and the transition ledger. The constraint sees every way in: drag, form, import, RPC, won button,
    merge, recomputation; a ``write()`` override would miss some."""

    _inherit = "crm.lead"

    transition_ids = fields.One2many("kfz.stage.transition", "lead_id", "Stage history")
    gate_override_ids = fields.One2many("kfz.gate.override", "lead_id", "Gate overrides")
    correction_ids = fields.One2many("kfz.correction", "lead_id", "Corrections")
    move_reason = fields.Char(
        "Reason for the move",
        copy=False,
        help="Why the project moves back. Written together with the stage; kept in the stage history.",
    )

    @api.constrains(*gates.GATE_FIELDS)
    def _check_gates(self):
        projects = self.filtered("is_promotion")
        if projects and not together(projects):
            projects._kfz_enforce_gates()

    def _kfz_enforce_gates(self):
        """Refuse moves that the gates do not allow, naming everything that is missing; then append the moves to the ledger."""
        # pending values first: computing one of them below would run this check again, inside itself
        batch = GateBatch()
        self.with_context(kfz_gate_batch=batch)._recompute_recordset(
            (*gates.GATE_FIELDS, "is_major")
        )
        # what was computed for others as well is checked with these
        projects = self | self.browse(batch.ids)
        # together, as far as the role goes; what remains is read as it is asked for
        projects.fetch(
            [
                name
                for name in EVIDENCE
                if self.env[self._fields[name].comodel_name].has_access("read")
            ]
        )
        stages = self.env["crm.stage"]._kfz_pipeline()
        passages, facts = projects._kfz_passages(stages), projects._kfz_facts_together()
        moves, refusals = [], []
        for lead in projects:
            lead._kfz_check_stage(stages)
            origin, passage = passages[lead]
            moved = origin != lead.stage_id
            if moved:
                lead._kfz_check_move(origin)
                moves.append((lead, origin))
            elif lead.condition in ENDED:
                continue
            missing = lead._kfz_missing_to_enter(lead.stage_id, passage, facts[lead])
            if missing:
                refusals.append(lead._kfz_refusal(missing, moved))
        if refusals:
            refusal = MoveRefused if moves else ValidationError
            raise refusal("\n\n".join(refusals[:20]))
        if moves:
            self._kfz_log_moves(moves, stages)

    def _kfz_check_stage(self, stages):
        """:raises MoveRefused: for a project without a stage of the pipeline"""
        if not self.stage_id:
            raise MoveRefused(
                self.env._(
                    "Choose a stage of the promotion pipeline for “%(project)s”.", project=self.name
                )
            )
        if self.stage_id not in stages:
            raise MoveRefused(
                self.env._(
                    "“%(stage)s” is not a stage of the promotion pipeline, so “%(project)s” cannot be put there.",
                    stage=self.stage_id.name,
                    project=self.name,
                )
            )

    def _kfz_check_move(self, origin):
        """A move back needs a reason, and a terminated project does not move."""
        if self.condition == "terminated":
            raise MoveRefused(
                self.env._(
                    "“%(project)s” has been terminated. Resume it before moving it.",
                    project=self.name,
                )
            )
        if (
            origin
            and self.stage_id.sequence < origin.sequence
            and not (self.move_reason or "").strip()
        ):
            raise MoveRefused(
                self.env._(
                    "“%(project)s” is at “%(from_stage)s”. Moving it back to “%(to_stage)s” needs a reason: "
                    "open the project and use “Move back”.",
                    project=self.name,
                    from_stage=origin.name,
                    to_stage=self.stage_id.name,
                )
            )

    def _kfz_passages(self, stages):
        """(stage on record, passage) of each project, from its ledger; one query for all."""
        sequences = {stage.id: stage.sequence for stage in stages}
        today = calendar.today()
        # sudo: the ledger decides, also where the user reads only part of it
        history = (
            self.env["kfz.stage.transition"]
            .sudo()
            .search_fetch([("lead_id", "in", self._origin.ids)], order="id")
            .grouped("lead_id")
        )
        result = {}
        # sudo: a manager's override holds for whoever moves the project
        for lead, overridden in zip(self, self.sudo(), strict=True):
            moves = history.get(lead._origin, self.env["kfz.stage.transition"])
            passed = gates.passed_on(
                [(move.to_stage_id.id, calendar.shanghai_date(move.create_date)) for move in moves],
                sequences,
            )
            overrides = owed.newest_first(
                gates.Override(
                    o.stage_id.id,
                    o.check_code or None,
                    o.valid_until or None,
                    o.stage_id.sequence if o.covers_earlier else None,
                    o._origin.id or None,
                )
                for o in overridden.gate_override_ids
            )
            result[lead] = (
                moves[-1:].to_stage_id,
                gates.Passage(lead.company_id.id, today, passed, overrides),
            )
        return result

    @api.model
    def _kfz_missing_to_enter(self, stage, passage, facts):
        """The requirements of all gates up to a stage that a project does not meet, and what is owed and overdue if the stage lies ahead."""
        return owed.missing_to_enter(
            self.env["kfz.gate.rule"]._kfz_rules(),
            facts,
            passage,
            stage.id,
            stage.sequence,
        )

    def _kfz_facts(self):
        """The project as the gate evaluator sees it."""
        self.ensure_one()
        today = calendar.today()
        active = self.assignment_ids.filtered(lambda a: not a.date_to or a.date_to >= today)
        return gate_facts.facts_of(
            {
                **{name: self[name] for name in gate_facts.FACT_FIELDS},
                "roles": active.mapped("role"),
                "zone_areas": self.company_id.id in self.env["kfz.area"]._kfz_divided_zones(),
                **self._kfz_evidence_facts(),
            }
        )

    def _kfz_evidence_facts(self):
        """Formal agreements and recognised milestones, and which of them have their documents."""

        def has_documents(record):
            return bool(record.attachment_ids._kfz_with_content())

        # lists: a filtered recordset would read its documents alone, not those of all projects at once
        formal = [a for a in self.agreement_ids if a.kind == "formal" and a.state == "in_force"]
        recognised = [m for m in self.milestone_ids if m.state == "recognised"]
        return {
            "formal_agreements": formal,
            "formal_documents": any(map(has_documents, formal)),
            "milestones": [m.milestone for m in recognised],
            "evidenced_milestones": [m.milestone for m in recognised if has_documents(m)],
        }

    def _kfz_refusal(self, missing, moved):
        labels = self._kfz_check_labels()
        items = "\n".join(f"• {self._kfz_item_words(item, labels)}" for item in missing)
        if moved:
            return self.env._(
                "“%(project)s” cannot move to “%(stage)s” yet. Still missing:\n%(items)s",
                project=self.name,
                stage=self.stage_id.name,
                items=items,
            )
        return self.env._(
            "“%(project)s” is at “%(stage)s” and must keep what this stage requires. After this change, it would be "
            "missing:\n%(items)s",
            project=self.name,
            stage=self.stage_id.name,
            items=items,
        )

    def _kfz_item_words(self, item, labels):
        if not item.since:
            return labels[item.check]
        return self.env._(
            "%(item)s: owed since %(date)s",
            item=labels[item.check],
            date=day_text(self.env, item.since),
        )

    def _kfz_log_moves(self, moves, stages):
        """Append the moves to the ledger: one row for each signed or later stage crossed and for the one reached."""
        pipeline = [(stage.id, stage.sequence, stage.milestone) for stage in stages]
        by_id = {stage.id: stage for stage in stages}
        rows = []
        for lead, origin in moves:
            previous = origin
            for stage_id in gates.crossed(
                origin.sequence if origin else None, lead.stage_id.sequence, pipeline
            ):
                stage = by_id[stage_id]
                rows.append(
                    {
                        "lead_id": lead.id,
                        "company_id": lead.company_id.id,
                        "from_stage_id": previous.id,
                        "to_stage_id": stage.id,
                        "milestone": stage.milestone,
                        "effective_date": lead._kfz_effective_date(stage.milestone),
                        "user_id": self.env.uid,
                        "reason": lead.move_reason,
                    }
                )
                previous = stage
        # sudo: the ledger is written by the pipeline, never by a user
        self.env["kfz.stage.transition"].sudo()._kfz_append_rows(rows)
        moved = self.browse([lead.id for lead, _origin in moves])
        moved.filtered("move_reason").move_reason = False
        moved.filtered(
            lambda lead: lead.type == "lead" and lead.stage_id.milestone != "lead"
        ).write({"type": "opportunity", "date_conversion": fields.Datetime.now()})

    def _kfz_effective_date(self, milestone):
        """The Shanghai date on which a milestone happened; today for stages without a date."""
        if milestone == "signed":
            day = self.signed_date
        else:
            day = self.milestone_ids.filtered(
                lambda m: m.milestone == milestone and m.state == "recognised"
            )[:1].effective_date
        return day or calendar.today()

    def _kfz_evidence_changed(self):
        """Evidence was changed or removed: the project must still pass its gates."""
        super()._kfz_evidence_changed()
        self.filtered("is_promotion")._kfz_enforce_gates()
