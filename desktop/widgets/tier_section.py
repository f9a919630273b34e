"""Tiers on the page Offers: added, changed and stopped, with a look at whom a change touches."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial

from db.moment import Moment
from db.queries.rewards import all_rewards
from db.queries.tier_members import tiers_held
from db.queries.tier_trials import TierTrial, try_tier
from db.queries.tiers import all_tiers, tiers_on
from db.rules.tiers import Tier
from db.session import Session
from db.usecases.tiers import add_tier, edit_tier, proposed_tier
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.theme import Tone
from desktop.widgets.buttons import button
from desktop.widgets.offer_list import OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.widgets.tier_form import TierForm
from desktop.widgets.tier_trial import TierTrialPanel
from desktop.words.offers import draft_of_tier, tier_line


class TierSection(OfferSection):
    """Lists tiers with those who hold them, the lowest first, makes and changes them."""

    kind = "tiers"
    words = mark("Tiers")
    new_words = mark("New tier")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("How do you thank those who come most?"),
            empty=tr(
                "A tier is reached by spending or visiting, and kept for a while. It makes "
                "points worth more, and some rewards can be kept for it."
            ),
        )
        self._tier: Tier | None = None  # in the form; None: a new one
        self._words = ""  # of the button that saves
        self._agreed: Callable[[], object] | None = None  # once what it would do was shown

    @staticmethod
    def how_many(session: Session) -> int:
        return sum(tier.offered for tier in all_tiers(session.db))

    def new_panels(self) -> list[OfferPanel]:
        self.form = TierForm(self.session.settings)
        self.panel = OfferPanel(self.page, "tier", self.form)
        self.trial = TierTrialPanel("tier.trial")
        self.panel.body.addWidget(self.trial)
        self.try_button = button(tr("What would it do?"), "tier.try", self.try_out)
        self.panel.foot.insertWidget(self.panel.foot.count() - 1, self.try_button)
        self.trial.tried.connect(lambda _: self.panel.bring_up(self.trial))
        self.form.changed.connect(self._drop_trial)
        return [self.panel]

    def reload(self) -> None:
        today = self.session.today
        held = Counter(tier.id for tier in tiers_held(self.session.db, on=today).values())
        now = {tier.id: tier for tier in tiers_on(self.session.db, today)}
        tiers = all_tiers(self.session.db)
        rows = {tier.id: self._row_of(tier, now[tier.id], held[tier.id]) for tier in tiers}
        self.show_offers(
            [rows[tier.id] for tier in tiers if tier.offered],
            [rows[tier.id] for tier in tiers if not tier.offered],
        )

    def begin(self) -> None:
        self._tier = None
        self.form.begin(self._rewards())
        self._open(tr("New tier"), tr("Add it"), self._add)

    def edit(self, tier: Tier) -> None:
        """Change a tier from tomorrow on, or offer it again."""
        self._tier = tier
        self.form.show_tier(tier, self._rewards())
        words = tr("Save") if tier.offered else tr("Offer again")
        stop = partial(self._ask_to_stop, tier) if tier.offered else None
        self._open(tier.name, words, self._save, stop=stop)

    def try_out(self) -> None:
        """Show what the form would do to whom; nothing is written."""
        self.page.attempt(self._proposed, then=lambda proposed: self._try(proposed, None, ""))

    # -- What it does -----------------------------------------------------------------------

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_tier(self.session, self.form.read(), operation_id=self.panel.operation_id),
            then=lambda tier: self.done(
                self.panel, tr("“{name}” can be reached from today on.").format(name=tier.name)
            ),
        )

    def _save(self) -> None:
        """Save what was agreed to; what touches somebody's tier is shown first."""
        if self._agreed is not None:
            self._agreed()
            return
        self.page.attempt(self._proposed, then=self._save_or_show)

    def _save_or_show(self, proposed: Tier) -> None:
        tier = self._tier
        assert tier is not None
        if proposed == replace(tier, since=proposed.since):
            self.done(self.panel, tr("Nothing was changed."))
        elif proposed == replace(tier, since=proposed.since, name=proposed.name,
                                 gift=proposed.gift):  # fmt: skip
            self._keep(tier)
        else:
            words = tr("Save it like this") if tier.offered else tr("Offer it like this")
            self._try(proposed, partial(self._keep, tier), words)

    def _keep(self, tier: Tier) -> None:
        changes = {**asdict(self.form.read()), "offered": True}
        words = tr("“{name}” is saved: it holds from {day} on.")
        if not tier.offered:
            words = tr("“{name}” is offered again: it can be reached from {day} on.")
        self._change(tier, changes, words)

    def _ask_to_stop(self, tier: Tier) -> None:
        """Show what stopping would do; what was typed meanwhile is dropped."""
        self.form.show_tier(tier, self._rewards())
        words = tr(
            "“{name}” is no longer offered from {day}; whoever holds it keeps it until its day."
        )
        stop = partial(self._change, tier, {"offered": False}, words)
        self.page.attempt(
            lambda: proposed_tier(self.session.moment(), tier.name, {"offered": False}),
            then=lambda proposed: self._show_stopping(proposed, stop),
        )

    def _show_stopping(self, proposed: Tier, stop: Callable[[], object]) -> None:
        self._try(proposed, stop, tr("Stop it"))
        self.panel.stop_button.hide()

    def _change(self, tier: Tier, changes: dict[str, object], words: str) -> None:
        self.page.attempt(
            lambda: edit_tier(
                self.session,
                tier=tier.name,
                changes=changes,
                operation_id=self.panel.operation_id,
            ),
            then=lambda saved: self._say_changed(saved, words),
        )

    def _say_changed(self, saved: Tier, words: str) -> None:
        if saved.since <= self.session.today:  # nothing but its name, or it was added today
            words = tr("“{name}” is saved.")
        self.done(self.panel, words.format(name=saved.name, day=formats.day_short(saved.since)))

    def _proposed(self) -> Tier:
        changes: dict[str, object] = asdict(self.form.read())
        if self._tier is not None:
            changes["offered"] = True
        name = self._tier.name if self._tier else None
        return proposed_tier(self.session.moment(), name, changes)

    def _try(self, proposed: Tier, agreed: Callable[[], object] | None, words: str) -> None:
        def question(moment: Moment) -> TierTrial:
            return try_tier(moment, proposed)

        self._drop_trial()
        self._agreed = agreed
        if agreed is not None:
            self._say_on_button(words)
        self.trial.try_out(self.page, question)
        self.panel.bring_up(self.trial)

    def _drop_trial(self) -> None:
        """Forget what the form does not say any more."""
        self._agreed = None
        self._say_on_button(self._words)
        self.panel.stop_button.setVisible(self._tier is not None and self._tier.offered)
        self.panel.bring_up(None)
        self.trial.clear()

    # -- What it shows ----------------------------------------------------------------------

    def _open(
        self,
        title: str,
        words: str,
        save: Callable[[], object],
        *,
        stop: Callable[[], object] | None = None,
    ) -> None:
        self._words = words
        self._drop_trial()
        self.try_button.setVisible(self._tier is None)  # a change is shown before it is saved
        self.panel.open_form(title, words, save, stop=stop)

    def _say_on_button(self, words: str) -> None:
        self.panel.save_button.setText(words)
        self.panel.save_button.setAccessibleName(words)

    def _rewards(self) -> list[str]:
        return [reward.name for reward in all_rewards(self.session.db)]

    def _row_of(self, tier: Tier, now: Tier, holders: int) -> OfferRow:
        settings = self.session.settings
        chips: list[tuple[str, Tone]] = []
        if holders:
            words = trn("{count} customer", "{count} customers", holders)
            chips.append((words.format(count=formats.number(holders)), "gold"))
        line, coming = tier_line(draft_of_tier(now), settings), ""
        if tier.since > now.since:
            words = tr("From {day}: {line}")
            if not tier.offered:
                words = tr("No longer offered from {day}; whoever holds it keeps it until its day.")
            elif not now.offered:
                words = tr("Offered again from {day}: {line}")
            coming = words.format(
                day=formats.day_short(tier.since), line=tier_line(draft_of_tier(tier), settings)
            )
        deed = edit_deed(tier.name, partial(self.edit, tier), offered=tier.offered)
        return OfferRow(tier.name, line, chips, (deed,), coming)
