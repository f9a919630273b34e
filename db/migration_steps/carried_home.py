"""What a customer carries home: stamps, vouchers, streaks, the looks of papers, addresses."""

SCRIPT = """
-- ============ What people may correct ============

-- A card that fills with stamps; each full one makes a coupon for its reward.
CREATE TABLE stamp_cards (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  needed INTEGER NOT NULL CHECK (needed > 0),
  reward_id TEXT NOT NULL REFERENCES rewards (id),
  per TEXT NOT NULL CHECK (per IN ('visit', 'spend', 'item')),
  each INTEGER NOT NULL CHECK (each > 0),  -- minor units of spend, or items
  category TEXT,                    -- only goods of this kind count
  offered INTEGER NOT NULL DEFAULT 1 CHECK (offered IN (0, 1))
) STRICT;

-- A gift for visits in so many weeks without a gap.
CREATE TABLE streaks (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  weeks INTEGER NOT NULL CHECK (weeks > 1),
  visits INTEGER NOT NULL CHECK (visits BETWEEN 1 AND 7),  -- in each of the weeks
  gift TEXT NOT NULL CHECK (json_valid(gift)),
  since TEXT NOT NULL,              -- the first business date that counts
  offered INTEGER NOT NULL DEFAULT 1 CHECK (offered IN (0, 1))
) STRICT;

-- The logo, and the pictures of coupons.
CREATE TABLE pictures (
  name TEXT PRIMARY KEY,            -- logo, or reward:ID
  media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
  content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 1000000)
) STRICT;

-- How coupons for the reward look: words, colour; the shop's own where it says nothing.
ALTER TABLE rewards ADD COLUMN design TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(design));

ALTER TABLE customers ADD COLUMN postcode TEXT;
ALTER TABLE customers ADD COLUMN address TEXT;  -- lines, as on an envelope

-- ============ Derived from the journal ============

ALTER TABLE coupons ADD COLUMN reason TEXT;  -- why it was issued: redeem, referral, stamps …
UPDATE coupons SET reason = (
  SELECT facts.doc ->> 'reason' FROM facts WHERE facts.claim = 'coupon.issue:' || coupons.code
);
ALTER TABLE coupons ADD COLUMN replaced_by TEXT;  -- the code that came for one that was lost

ALTER TABLE sales ADD COLUMN by_credit INTEGER NOT NULL DEFAULT 0;   -- of what was paid
ALTER TABLE sales ADD COLUMN by_voucher INTEGER NOT NULL DEFAULT 0;

-- Months given without payment; no book had any before.
ALTER TABLE subscriptions ADD COLUMN free_months INTEGER NOT NULL DEFAULT 0;

CREATE TABLE vouchers (
  code TEXT PRIMARY KEY,
  customer_id TEXT,                 -- in whose name it stands; it pays for whoever brings it
  amount INTEGER NOT NULL CHECK (amount > 0),
  amount_left INTEGER NOT NULL CHECK (amount_left BETWEEN 0 AND amount),
  issued_on TEXT NOT NULL,
  valid_until TEXT,
  voided_on TEXT,
  void_reason TEXT,
  issued_by TEXT NOT NULL           -- the fact
) STRICT;
CREATE INDEX vouchers_of_customer ON vouchers (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX vouchers_left ON vouchers (valid_until, amount_left) WHERE amount_left > 0;
"""
