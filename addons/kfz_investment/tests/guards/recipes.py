"""What a user of zone A enters to create a record, beside the values that any required field gets."""


def recipes(case, user):
    """{model: values} for records that need more than a value in each required field.

    :param case: of :class:`GuardsCase`; the documents are the user's own uploads
    """
    lead = _own_lead(case, user)
    return {
        **_pipeline(case, user, lead),
        **_others(case, case.unawarded.partner_id.id),
        **_with_figures(case, case.unawarded),
        "crm.lead": {"is_promotion": True, "type": "opportunity", "partner_id": lead.partner_id.id},
        "res.partner": {"is_enterprise": True, "is_company": True, "name": "试探企业有限公司"},
    }


def _own_lead(case, user):
    """A project that the user may change, not landed yet."""
    Lead = case.env["crm.lead"].with_user(user)
    if Lead.has_access("write"):
        found = Lead.search([("is_promotion", "=", True)], order="id desc")
        own = found._filtered_access("write").sudo()
        own = own.filtered(lambda lead: not lead.landed_date and lead.active) or own
        return own[:1]
    return Lead.sudo().browse()


def _document(case, user):
    # sudo: as an upload by a user who may not create files otherwise
    return (
        case.env["ir.attachment"]
        .with_user(user)
        .sudo()
        .create({"name": "试探.txt", "raw": b"evidence"})
    )


def _due(case, lead):
    owner = case._official("试探责任人", lead.company_id)
    return {"lead_id": lead.id, "owner_id": owner.id, "date_due": str(case.today)}


def _pipeline(case, user, lead):
    evidence = {"lead_id": lead.id, "attachment_ids": [[6, 0, _document(case, user).ids]]}
    return {
        "kfz.agreement": {**evidence, "amount": 100, "signed_on": "2026-01-05"},
        "kfz.assignment": {
            "lead_id": lead.id,
            "official_id": case._official("试探").id,
            "role": "account_manager",
        },
        "kfz.capital.record": {**evidence, "amount": 100},
        "kfz.interaction": {"lead_id": lead.id, "summary": "试探"},
        "kfz.promise": {**_due(case, lead), "name": "试探"},
        "kfz.issue": {**_due(case, lead), "name": "试探"},
        "kfz.pause": {
            "lead_id": lead.id,
            **dict.fromkeys(("date_from", "date_until"), str(case.today)),
        },
        "kfz.triage": {"lead_id": lead.id, "signer_id": case._official("试探").id},
        "kfz.duty.rule": {"enforce_from": str(case.today)},
        "kfz.response.rule": {"acknowledge_days": 1, "triage_days": 5, "answer_days": 10},
        "kfz.ladder.step": {"lead_id": lead.id, "step": "customs"},
        "kfz.milestone": {
            "lead_id": lead.id,
            "milestone": "construction",
            "effective_date": str(case._days_ago(5)),
        },
        "kfz.gate.override": {"lead_id": lead.id, "reason": "试探"},
        "kfz.channel": {"name": "试探", "address": "https://robot.example/"},
        "kfz.gate.rule": {"company_id": case.zone_a.id},
        "kfz.light.rule": {"company_id": case.zone_a.id, "check_code": "stale", "name": "试探"},
        "kfz.enterprise.note": {"partner_id": lead.partner_id.id, "body": "试探"},
    }


def _with_figures(case, landed):
    return {
        "kfz.award": {
            "lead_id": landed.id,
            "referral_id": case.open_referral.id,
            "scheme_id": case.scheme.id,
        },
        "kfz.award.scheme": {"date_from": "2010-01-01", "date_to": "2010-12-31"},
        "kfz.award.tier": {"scheme_id": case.unused_scheme.id, "base_from": 500},
        "kfz.award.fund": {"scheme_id": case.unused_scheme.id, "source": "试探"},
        "kfz.trade.record": {
            "partner_id": landed.partner_id.id,
            "month": "2024-01-01",
            "direction": "import",
            "mode": "1210",
            "amount": 100,
        },
        "kfz.trade.target": {"year": 2031, "amount": 100},
        "kfz.share": {
            "lead_id": landed.id,
            "level_id": case.env.ref("kfz_investment.share_level_full").id,
            "recipient_ids": [[6, 0, case.zone_b.ids]],
        },
        "kfz.benefit.split": {
            "sheet_id": case.sheet.id,
            "line_ids": [
                [0, 0, {"company_id": case.zone_a.id, "percentage": 60}],
                [0, 0, {"company_id": case.third_zone.id, "percentage": 40}],
            ],
        },
    }


def _others(case, enterprise):
    return {
        "kfz.referral": {
            "intermediary_id": case.intermediary.id,
            "enterprise_name": "试探企业有限公司",
        },
        "kfz.referral.member": {
            "referral_id": case.new_referral.id,
            "name": "试探",
            "share": 100,
            "is_payee": True,
        },
        "kfz.referral.decide": {"referral_id": case.new_referral.id, "reason": "试探"},
        "kfz.policy": {"name": "试探", "valid_from": "2026-01-01"},
        "kfz.intermediary.agreement": {"partner_id": case.intermediary.id, "number": "1"},
        "kfz.intermediary.account": {
            "partner_id": case.intermediary.id,
            "bank_name": "试探",
            "account_number": "6222020000000001",
            "holder": "试探",
        },
        "kfz.portal.access": {
            "person_id": case.portal_person.id,
            "intermediary_id": case.intermediary.id,
            "agreement_id": case.portal_agreement.id,
            "valid_until": str(case.portal_agreement.valid_until),
        },
        "kfz.import.alias": {"kind": "enterprise", "field": "name", "alias": "试探"},
        "kfz.recognition": {"partner_id": enterprise},
    }
