"""What must hold before a step of an award. Plain functions; the table at the end names the rules that the steps choose from."""

from collections.abc import Callable
from typing import NamedTuple

from odoo.tools import SQL

from ..base.period_words import day_text, month_text


class Rule(NamedTuple):
    """A rule: ``broken`` gives the condition in SQL on the row ``a`` of an award that breaks it, ``words`` the sentence for the user."""

    broken: Callable
    words: Callable


# what an award rests on: landing and referral


def not_ready(_awards):
    """The landing is no longer recognised, or the referral no longer accepted."""
    return SQL(
        "NOT EXISTS (SELECT FROM crm_lead l WHERE l.id = a.lead_id AND l.landed_date = a.landed_on) "
        "OR NOT EXISTS (SELECT FROM kfz_referral r WHERE r.id = a.referral_id AND r.state = 'accepted')"
    )


def not_ready_words(award):
    if award.lead_id.landed_date != award.landed_on:
        return award.env._(
            "%(award)s rests on a landing on %(date)s that is no longer recognised. Recognise the landing first.",
            award=award.name,
            date=day_text(award.env, award.landed_on),
        )
    return award.env._(
        "%(award)s: its referral is no longer accepted, so nothing can be confirmed.",
        award=award.name,
    )


def not_claimed(_awards):
    """The scheme asks for a claim, and there is none; or its companies were changed after the claim."""
    return SQL(
        "a.claimed_on IS NULL AND (EXISTS (SELECT FROM kfz_award_scheme s WHERE s.id = a.scheme_id AND s.claim_months > 0)"
        " OR EXISTS (SELECT FROM kfz_award_entry e WHERE e.award_id = a.id AND e.step = 'claimed'))"
    )


def not_claimed_words(award):
    if award._kfz_was_claimed():
        return award.env._(
            "%(award)s has to be claimed again: whose trade counts was changed after the claim.",
            award=award.name,
        )
    return award.env._(
        "%(award)s has not been claimed; its scheme asks for a claim until %(date)s.",
        award=award.name,
        date=day_text(award.env, award.claim_until),
    )


# four eyes


def confirmed_by_user(awards):
    """The user has given the other confirmation."""
    return SQL("%s IN (a.customs_user_id, a.committee_user_id)", awards.env.uid)


def confirmed_by_user_words(award):
    return award.env._(
        "You have confirmed %(award)s already: another person must give the second confirmation.",
        award=award.name,
    )


def paid_by_confirmer_words(award):
    return award.env._(
        "You have confirmed %(award)s: who confirms an award does not enter its payment. Another promotion manager has to do it.",
        award=award.name,
    )


def user_is_involved(awards):
    """The user is, or works for, the intermediary, the payee or a member of the team, or another member of its group."""
    # sudo: whether the user belongs to them; nothing of them is shown
    mine = awards.env.user.partner_id.sudo()._kfz_affiliation()
    theirs = (
        mine.with_context(active_test=False)
        .search(["|", ("id", "in", mine.ids), ("commercial_partner_id", "in", mine.ids)])
        ._kfz_group_members()
        .ids
    )
    return SQL(
        "a.intermediary_id = ANY(%(theirs)s) OR a.payee_id = ANY(%(theirs)s) OR EXISTS ("
        "SELECT FROM kfz_referral_member m WHERE m.referral_id = a.referral_id AND m.partner_id = ANY(%(theirs)s))",
        theirs=theirs,
    )


def user_is_involved_words(award):
    return award.env._(
        "You belong to the intermediary of %(award)s or its payee, so you cannot confirm it.",
        award=award.name,
    )


def entered_by_user(awards):
    """The user entered or changed confirmed trade of the award."""
    return SQL(
        """EXISTS (SELECT FROM kfz_award_company_rel c JOIN kfz_trade_record t ON t.partner_id = c.partner_id
                    WHERE c.award_id = a.id AND t.company_id = a.company_id AND t.state = 'confirmed' AND t.is_bonded
                      AND t.month BETWEEN a.month_first AND a.month_last
                      AND %s IN (t.entered_by_id, t.changed_by_id))""",
        awards.env.uid,
    )


def entered_by_user_words(award):
    return award.env._(
        "You entered or changed trade records that %(award)s rests on, so another person has to confirm it.",
        award=award.name,
    )


# trade that waits


def has_drafts(_awards):
    """Trade of the first year waits for confirmation."""
    return SQL("EXISTS %s", _drafts(SQL("1")))


def has_drafts_words(award):
    [(count, month)] = award.env.execute_query(
        SQL(
            "SELECT d.* FROM kfz_award a, LATERAL %s d WHERE a.id = %s",
            _drafts(SQL("COUNT(*), MIN(t.month)")),
            award.id,
        )
    )
    return award.env._(
        "%(award)s: %(count)s trade records of its first year wait for confirmation, the first of %(month)s. "
        "Confirm or delete them first.",
        award=award.name,
        count=count,
        month=month_text(award.env, month),
    )


def _drafts(columns):
    """Draft trade of the first year of the award ``a``."""
    return SQL(
        """(SELECT %s FROM kfz_award_company_rel c JOIN kfz_trade_record t ON t.partner_id = c.partner_id
             WHERE c.award_id = a.id AND t.company_id = a.company_id AND t.state = 'draft' AND t.is_bonded
               AND t.month BETWEEN a.month_first AND a.month_last)""",
        columns,
    )


# companies


def paid_to_company(_awards):
    """The intermediary or the payee is one of the companies whose trade counts, or a person of it."""
    return SQL(
        "EXISTS (SELECT FROM kfz_award_company_rel c JOIN res_partner p ON p.commercial_partner_id = c.partner_id"
        " WHERE c.award_id = a.id AND p.id IN (a.intermediary_id, a.payee_id))"
    )


def paid_to_company_words(award):
    return award.env._(
        "%(award)s: %(name)s is one of the project companies, and the investor's own companies get no award. Refuse it with this reason.",
        award=award.name,
        name=(
            award.trade_partner_ids & (award.intermediary_id | award.payee_id).commercial_partner_id
        )[:1].name,
    )


def named_companies():
    """The companies that the recognised landings name now, or else the investors, as ``kfz_award_company_rel`` would hold them."""
    return SQL(
        """(SELECT DISTINCT o.id AS award_id, COALESCE(p.commercial_partner_id, i.commercial_partner_id) AS partner_id
              FROM kfz_award o
              JOIN kfz_milestone m ON m.lead_id = o.lead_id AND m.milestone = 'landed' AND m.state = 'recognised'
              JOIN crm_lead d ON d.id = o.lead_id
              JOIN res_partner i ON i.id = d.partner_id
         LEFT JOIN kfz_milestone_company_rel l ON l.milestone_id = m.id
         LEFT JOIN res_partner p ON p.id = l.partner_id)"""
    )


def other_companies(_awards):
    """The landing names other companies than those that were confirmed, and no manager has decided since to keep these."""
    return SQL(
        """a.whose_trade IS NOT NULL AND EXISTS (
             SELECT FROM (SELECT jsonb_agg(n.partner_id ORDER BY n.partner_id) AS ids FROM %s n WHERE n.award_id = a.id) named
              WHERE named.ids IS NOT NULL
                AND named.ids IS DISTINCT FROM (SELECT jsonb_agg(c.partner_id ORDER BY c.partner_id)
                                                  FROM kfz_award_company_rel c WHERE c.award_id = a.id)
                AND NOT EXISTS (
                  SELECT FROM kfz_award_entry e WHERE e.award_id = a.id AND e.content::jsonb -> 'kept' = named.ids
                     AND e.sequence > COALESCE((SELECT MAX(f.sequence) FROM kfz_award_entry f WHERE f.award_id = a.id
                                                   AND f.step = 'customs_confirmed'), 0)))""",
        named_companies(),
    )


def other_companies_words(award):
    return award.env._(
        "%(award)s: the landing names %(now)s now, and the trade of %(kept)s was confirmed. First a promotion manager returns the "
        "award, or keeps the confirmed companies with a reason.",
        award=award.name,
        now=award._kfz_company_words(award.lead_id._kfz_traders()),
        kept=award._kfz_company_words(award.trade_partner_ids),
    )


def not_once(_awards):
    """By its scheme, an enterprise has one award; another one of the investor or of one of its companies is older, or confirmed."""
    return SQL(
        """EXISTS (SELECT FROM kfz_award_scheme s WHERE s.id = a.scheme_id AND s.stacking = 'enterprise_once')
           AND EXISTS (SELECT FROM kfz_award b WHERE b.company_id = a.company_id AND b.lead_id <> a.lead_id AND b.state <> 'refused'
                 AND (b.id < a.id OR b.customs_user_id IS NOT NULL AND a.customs_user_id IS NULL)
                 AND (b.partner_id = a.partner_id OR EXISTS (
                       SELECT FROM kfz_award_company_rel c JOIN kfz_award_company_rel d ON d.partner_id = c.partner_id
                        WHERE c.award_id = a.id AND d.award_id = b.id)))"""
    )


def not_once_words(award):
    return award.env._(
        "%(award)s: the investor, or a company whose trade counts, has another award in this zone, and awards of the same kind do not "
        "stack. Correct the landing, or refuse one of the two.",
        award=award.name,
    )


# the table

ONCE = Rule(not_once, not_once_words)
SAME_COMPANIES = Rule(other_companies, other_companies_words)
OTHERS_COMPANY = Rule(paid_to_company, paid_to_company_words)
READY = Rule(not_ready, not_ready_words)
CLAIMED = Rule(not_claimed, not_claimed_words)
CONFIRMED_BY_ANOTHER = Rule(confirmed_by_user, confirmed_by_user_words)
NOT_INVOLVED = Rule(user_is_involved, user_is_involved_words)
ENTERED_BY_ANOTHER = Rule(entered_by_user, entered_by_user_words)
NO_DRAFTS = Rule(has_drafts, has_drafts_words)
PAID_BY_ANOTHER = Rule(confirmed_by_user, paid_by_confirmer_words)
#: a user who entered trade of the award, belongs to its intermediary, or confirmed it before cannot confirm it
FOUR_EYES = (CONFIRMED_BY_ANOTHER, NOT_INVOLVED, ENTERED_BY_ANOTHER)
