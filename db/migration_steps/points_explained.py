"""Promotions, refunds and merged customers, and rates of categories."""

SCRIPT = """
-- ============ Points that are always right ============

ALTER TABLE categories ADD COLUMN earn_per INTEGER CHECK (earn_per > 0);  -- null: the shop's rate
ALTER TABLE categories ADD COLUMN earn_points INTEGER CHECK (earn_points >= 0);

CREATE TABLE promotions (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  multiplier TEXT,                  -- an exact decimal from 1 up, or
  points INTEGER CHECK (points > 0),  -- a fixed bonus
  category TEXT,                    -- only this category's lines are multiplied
  conditions TEXT NOT NULL CHECK (json_valid(conditions)),  -- `when`, as the feed speaks it
  once TEXT CHECK (once IN ('ever', 'year', 'month', 'day')),  -- for each customer
  points_budget INTEGER CHECK (points_budget > 0),
  offered INTEGER NOT NULL DEFAULT 1 CHECK (offered IN (0, 1)),
  version TEXT NOT NULL,            -- the fact that set it
  CHECK ((multiplier IS NULL) <> (points IS NULL))
) STRICT;

-- Whoever was merged into another: every key of theirs finds the one who was kept.
CREATE TABLE merged_customers (
  id TEXT PRIMARY KEY,
  kept_id TEXT NOT NULL REFERENCES customers (id),
  number TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  reading TEXT,
  phone TEXT UNIQUE,                -- null too where an earlier row has it
  email TEXT,
  referral_code TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL
) STRICT;
CREATE INDEX merged_customers_of ON merged_customers (kept_id);
CREATE INDEX merged_customers_by_email ON merged_customers (lower(email)) WHERE email IS NOT NULL;

-- ============ Derived from the journal ============

ALTER TABLE sales ADD COLUMN refunded INTEGER NOT NULL DEFAULT 0;  -- of the total
ALTER TABLE sales ADD COLUMN refunded_whole_at INTEGER;  -- milliseconds since 1970
ALTER TABLE subscriptions ADD COLUMN ended TEXT;  -- the last day of one that ended before its time
ALTER TABLE referrals ADD COLUMN reversed_on TEXT;  -- a refund took the reward back

CREATE TABLE refunds (
  id TEXT PRIMARY KEY,              -- the fact's name
  sale TEXT NOT NULL,
  customer_id TEXT,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  amount INTEGER NOT NULL,          -- of the sale's total
  money_back INTEGER NOT NULL,
  points_less INTEGER NOT NULL,     -- by which the sale gives less
  points_reversed INTEGER NOT NULL, -- of these, taken back; the others had expired
  points_returned INTEGER NOT NULL, -- that had been used on the sale
  reason TEXT,
  staff TEXT
) STRICT;
CREATE INDEX refunds_of_sale ON refunds (sale, at);
CREATE INDEX refunds_of_customer ON refunds (customer_id, at) WHERE customer_id IS NOT NULL;
CREATE INDEX refunds_by_day ON refunds (day, customer_id, money_back);

CREATE TABLE promotion_uses (
  sale TEXT NOT NULL,
  promotion_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  day TEXT NOT NULL,                -- of the sale
  points INTEGER NOT NULL,          -- given and not taken back by a refund
  PRIMARY KEY (sale, promotion_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX promotion_uses_of_customer ON promotion_uses (promotion_id, customer_id, day);

CREATE TABLE promotion_totals (
  promotion_id TEXT PRIMARY KEY,
  sales INTEGER NOT NULL,
  points INTEGER NOT NULL           -- given and not taken back
) STRICT, WITHOUT ROWID;

CREATE TABLE promotion_calls (      -- the days on which staff said that it holds
  promotion_id TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (promotion_id, day)
) STRICT, WITHOUT ROWID;
"""
