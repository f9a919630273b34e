"""What makes customers stay: tiers as they were on any day, plans with pauses, friends who wait."""

SCRIPT = """
-- ============ What people may correct ============

-- What a tier asks and gives, from a business date until the next line of the same tier begins.
CREATE TABLE tier_versions (
  tier_id TEXT NOT NULL REFERENCES tiers (id),
  since TEXT NOT NULL,              -- the first business date on which it holds
  threshold INTEGER NOT NULL CHECK (threshold > 0),
  measure TEXT NOT NULL CHECK (measure IN ('spend', 'points', 'visits')),
  multiplier TEXT NOT NULL,         -- an exact decimal from 1 up
  keep_months INTEGER NOT NULL CHECK (keep_months > 0),
  window TEXT NOT NULL CHECK (json_valid(window)),
  drop_rule TEXT NOT NULL CHECK (drop_rule IN ('met', 'one')),
  gift TEXT CHECK (gift IS NULL OR json_valid(gift)),
  offered INTEGER NOT NULL DEFAULT 1 CHECK (offered IN (0, 1)),  -- 0: nobody reaches it any more
  PRIMARY KEY (tier_id, since)
) STRICT, WITHOUT ROWID;
INSERT INTO tier_versions
SELECT id, since, threshold, measure, multiplier, keep_months, window, drop_rule, gift, 1
FROM tiers;
ALTER TABLE tiers DROP COLUMN threshold;
ALTER TABLE tiers DROP COLUMN measure;
ALTER TABLE tiers DROP COLUMN multiplier;
ALTER TABLE tiers DROP COLUMN keep_months;
ALTER TABLE tiers DROP COLUMN window;
ALTER TABLE tiers DROP COLUMN drop_rule;
ALTER TABLE tiers DROP COLUMN gift;
ALTER TABLE tiers DROP COLUMN since;

ALTER TABLE plans ADD COLUMN coupon_each_period TEXT;  -- the name of a reward

-- ============ Derived from the journal; worked out anew when a book is brought up to date =======

DROP TABLE subscriptions;
CREATE TABLE subscriptions (
  id TEXT PRIMARY KEY,              -- the fact that began it
  customer_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,            -- of the plan that the next payment is for
  plan TEXT NOT NULL,               -- its name when it was agreed
  price INTEGER NOT NULL,
  every TEXT NOT NULL,
  began TEXT NOT NULL,
  until TEXT NOT NULL,              -- the last day paid for
  grace_days INTEGER NOT NULL,      -- after it; 0 for one that was cancelled
  paused_from TEXT,                 -- a pause without an end
  cancelled_on TEXT,
  reason TEXT,                      -- of the cancellation
  ended TEXT,                       -- the last day, where a merging ended it
  periods INTEGER NOT NULL          -- paid in all
) STRICT;
CREATE INDEX subscriptions_of_customer ON subscriptions (customer_id, began);
CREATE INDEX subscriptions_by_end ON subscriptions (until);

-- Stretches of days on one plan, one after the other: on trial, paid, free, paused.
CREATE TABLE subscription_spans (
  subscription_id TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('trial', 'paid', 'free', 'paused')),
  plan_id TEXT NOT NULL,
  plan TEXT NOT NULL,
  price INTEGER NOT NULL,
  every TEXT NOT NULL,
  PRIMARY KEY (subscription_id, first_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_spans_by_day ON subscription_spans (first_day, last_day);

-- Why the owner is asked before a friend's reward is given, and what the owner said.
ALTER TABLE referrals ADD COLUMN signs TEXT CHECK (signs IS NULL OR json_valid(signs));
ALTER TABLE referrals ADD COLUMN usable_from TEXT;  -- the first day of both gifts
ALTER TABLE referrals ADD COLUMN answered_on TEXT;
ALTER TABLE referrals ADD COLUMN approved INTEGER CHECK (approved IN (0, 1));
"""
