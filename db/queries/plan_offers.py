"""What is offered to somebody who is about to leave a plan."""

from db.moment import Moment
from db.queries.merging import family_of
from db.queries.subscriptions import offers_taken, plan_with_id
from db.rules.subscriptions import Subscription, save_offer, state_on, terms_on


def offer_to_stay(moment: Moment, customer_id: str, current: Subscription) -> int:
    """Return the free months for who stays; 0 past due, and where they had some lately."""
    if state_on(current, moment.today) == "past_due":
        return 0
    plan = plan_with_id(moment.db, terms_on(current, moment.today).plan_id)
    taken = offers_taken(moment.db, family_of(moment.db, customer_id))
    return save_offer(months=plan.save_offer_months, taken=taken, today=moment.today)
