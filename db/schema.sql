-- The shape of a book, made from db/migrations.py; a test compares the two.

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE book (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  shop TEXT NOT NULL,               -- the shop's own name for itself among shops, made by chance
  origin INTEGER NOT NULL,          -- this installation
  coupon_key BLOB NOT NULL CHECK (length(coupon_key) = 32),
  last_seq INTEGER NOT NULL,        -- kept apart from the facts, so that a removed tail is seen
  last_hash BLOB NOT NULL CHECK (length(last_hash) = 32),
  last_hlc INTEGER NOT NULL
) STRICT;

CREATE TABLE facts (
  shop TEXT NOT NULL,
  origin INTEGER NOT NULL,          -- which counter
  seq INTEGER NOT NULL CHECK (seq > 0),  -- 1, 2, 3 … without a gap
  pos INTEGER,                      -- its place in the hub's stream, once it has one
  hlc INTEGER NOT NULL,             -- when it was entered: milliseconds * 65536 + a counter
  at INTEGER NOT NULL,              -- when it happened: milliseconds since 1970, UTC
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),  -- business date
  staff TEXT,                       -- who did it; null: the owner, from before staff were named
  operation TEXT NOT NULL,          -- the act that it is part of
  kind TEXT NOT NULL,
  v INTEGER NOT NULL,               -- the version of this kind's doc
  customer TEXT,
  account TEXT,                     -- what is summed: points, spent, stock:REWARD …
  delta INTEGER CHECK ((delta IS NULL) = (account IS NULL)),
  claim TEXT,                       -- what may happen only once anywhere
  doc TEXT NOT NULL CHECK (json_valid(doc)),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (origin, seq)
) STRICT;

CREATE INDEX facts_of_customer ON facts (customer, at, hlc) WHERE customer IS NOT NULL;

CREATE UNIQUE INDEX facts_claim ON facts (claim, origin) WHERE claim IS NOT NULL;

CREATE INDEX facts_of_account ON facts (account, day, kind, delta) WHERE account IS NOT NULL;

CREATE INDEX facts_of_kind ON facts (kind, day);

CREATE TRIGGER facts_are_never_changed
BEFORE UPDATE OF shop, origin, seq, hlc, at, day, staff, operation, kind, v, customer, account,
  delta, claim, doc, hash ON facts
BEGIN SELECT RAISE(ABORT, 'a fact is never changed'); END;

CREATE TRIGGER facts_keep_their_place
BEFORE UPDATE OF pos ON facts WHEN old.pos IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a fact keeps its place'); END;

CREATE TRIGGER facts_are_never_removed
BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'a fact is never removed'); END;

CREATE TABLE operations (
  id TEXT PRIMARY KEY,              -- made by whoever asks, so that asking again is harmless
  content TEXT NOT NULL,            -- digest of the whole request
  action TEXT NOT NULL,
  answer TEXT NOT NULL              -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  seq INTEGER NOT NULL              -- the fact that set it
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'staff')),
  pin_hash TEXT
) STRICT;

CREATE TABLE customers (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (length(number) = 13),
  name TEXT NOT NULL CHECK (name <> ''),
  reading TEXT,
  phone TEXT UNIQUE,                -- E.164, or the bare digits of one no numbering plan knows
  email TEXT,
  birthday TEXT,                    -- 1953-04-23, or --08-16 without a year
  joined TEXT NOT NULL,
  referral_code TEXT NOT NULL UNIQUE,
  note TEXT,
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  consent TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(consent))
, postcode TEXT, address TEXT, channel TEXT
  CHECK (channel IN ('call', 'letter', 'mail', 'message'))) STRICT;

CREATE INDEX customers_by_email ON customers (lower(email)) WHERE email IS NOT NULL;

CREATE TABLE cards (
  barcode TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customers (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX cards_of_customer ON cards (customer_id);

CREATE TABLE categories (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  earns INTEGER NOT NULL CHECK (earns IN (0, 1)),
  tax_rate TEXT
, earn_per INTEGER CHECK (earn_per > 0), earn_points INTEGER CHECK (earn_points >= 0)) STRICT;

CREATE TABLE tiers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE plans (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  price INTEGER NOT NULL CHECK (price >= 0),
  every TEXT NOT NULL CHECK (every IN ('month', 'year')),
  multiplier TEXT NOT NULL,
  discount_percent INTEGER NOT NULL CHECK (discount_percent BETWEEN 0 AND 100),
  points_each_period INTEGER NOT NULL CHECK (points_each_period >= 0),
  trial_days INTEGER NOT NULL CHECK (trial_days >= 0),
  grace_days INTEGER NOT NULL CHECK (grace_days >= 0),
  renew_bonus TEXT CHECK (renew_bonus IS NULL OR json_valid(renew_bonus)),
  save_offer_months INTEGER NOT NULL CHECK (save_offer_months >= 0),
  offered INTEGER NOT NULL DEFAULT 1 CHECK (offered IN (0, 1))
, coupon_each_period TEXT) STRICT;

CREATE TABLE rewards (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL
    CHECK (kind IN ('amount_off', 'percent_off', 'free_item', 'points', 'free_months', 'donation')),
  value INTEGER NOT NULL CHECK (value >= 0),
  cost INTEGER NOT NULL CHECK (cost >= 0),
  stock INTEGER CHECK (stock >= 0), -- how many there were to give; null: no end of them
  tier_id TEXT REFERENCES tiers (id),
  plan_id TEXT REFERENCES plans (id),
  valid_from TEXT,
  valid_until TEXT,
  valid_days INTEGER CHECK (valid_days >= 0),
  minimum INTEGER NOT NULL CHECK (minimum >= 0),
  max_discount INTEGER CHECK (max_discount >= 0),
  categories TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(categories)),
  max_per_customer INTEGER CHECK (max_per_customer > 0),
  immediate INTEGER NOT NULL CHECK (immediate IN (0, 1)),
  combinable INTEGER NOT NULL CHECK (combinable IN (0, 1)),
  offered INTEGER NOT NULL DEFAULT 1 CHECK (offered IN (0, 1))
, design TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(design))) STRICT;

CREATE TABLE customer_search (
  entry INTEGER PRIMARY KEY,        -- the row of customer_fragments
  customer_id TEXT NOT NULL UNIQUE REFERENCES customers (id),
  name_key TEXT NOT NULL,           -- the name folded, without spaces
  reading_key TEXT NOT NULL,        -- the reading folded, else the name: lists go by it
  words TEXT NOT NULL               -- all that finds the customer, each after a space
) STRICT;

CREATE INDEX customer_search_by_name ON customer_search (name_key);

CREATE INDEX customer_search_by_reading ON customer_search (reading_key, customer_id);

CREATE VIRTUAL TABLE customer_fragments USING fts5 (
  fragments, content = '', detail = none, columnsize = 0, prefix = '1 2 3',
  tokenize = "ascii tokenchars '^_+@.-'"
);

CREATE INDEX customers_by_joined ON customers (joined, id);

CREATE INDEX customers_by_birthday ON customers (substr(birthday, -5)) WHERE birthday IS NOT NULL;

CREATE TABLE sales (
  id TEXT PRIMARY KEY,              -- the fact's name: counter and number
  customer_id TEXT,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  amount INTEGER NOT NULL,          -- before discounts; below zero: a refund taken in from a file
  total INTEGER NOT NULL,           -- after discounts, before points used
  paid INTEGER NOT NULL,            -- by money
  points INTEGER NOT NULL,          -- given
  points_used INTEGER NOT NULL,
  receipt TEXT,
  till TEXT,
  staff TEXT
, refunded INTEGER NOT NULL DEFAULT 0, refunded_whole_at INTEGER, by_credit INTEGER NOT NULL DEFAULT 0, by_voucher INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX sales_by_day ON sales (day, customer_id, amount, paid);

CREATE INDEX sales_of_customer ON sales (customer_id, day, amount, paid)
  WHERE customer_id IS NOT NULL;

CREATE TABLE lots (
  id TEXT PRIMARY KEY,              -- the fact that gave the points
  customer_id TEXT NOT NULL,
  day TEXT NOT NULL,
  usable_from TEXT NOT NULL,
  expires_on TEXT,                  -- the last day they can be used; null: never
  expiry TEXT NOT NULL CHECK (json_valid(expiry)),  -- the rule in force when they were given
  points INTEGER NOT NULL CHECK (points > 0),
  points_left INTEGER NOT NULL CHECK (points_left BETWEEN 0 AND points),
  sale TEXT
) STRICT;

CREATE INDEX lots_of_customer ON lots (customer_id, expires_on) WHERE points_left > 0;

CREATE INDEX lots_by_last_day ON lots (expires_on, points_left) WHERE points_left > 0;

CREATE INDEX lots_that_wait ON lots (usable_from, day, customer_id, points)
  WHERE usable_from > day;

CREATE TABLE customer_totals (
  customer_id TEXT PRIMARY KEY,
  debt INTEGER NOT NULL CHECK (debt >= 0),
  sales INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  first_day TEXT,
  last_day TEXT,
  last_at INTEGER                   -- the latest fact of the customer that was applied
) STRICT;

CREATE INDEX customer_totals_by_last_day ON customer_totals (coalesce(last_day, ''), customer_id);

CREATE INDEX customer_totals_by_spent ON customer_totals (spent, customer_id);

CREATE TABLE coupons (
  code TEXT PRIMARY KEY,
  customer_id TEXT,
  reward TEXT,                      -- the name it had when the coupon was issued
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  valid_from TEXT NOT NULL,
  valid_until TEXT,
  uses INTEGER NOT NULL CHECK (uses > 0),
  used INTEGER NOT NULL CHECK (used >= 0),
  used_on TEXT,
  discount INTEGER NOT NULL,        -- minor units it took off sales so far
  batch TEXT,
  voided_on TEXT,
  void_reason TEXT,
  issued_on TEXT NOT NULL,
  issued_by TEXT NOT NULL           -- the fact
, reason TEXT, replaced_by TEXT) STRICT;

CREATE INDEX coupons_of_customer ON coupons (customer_id, valid_until)
  WHERE customer_id IS NOT NULL;

CREATE INDEX coupons_of_batch ON coupons (batch) WHERE batch IS NOT NULL;

CREATE INDEX coupons_by_last_day ON coupons (valid_until, used, uses, voided_on)
  WHERE valid_until IS NOT NULL;

CREATE TABLE referrals (
  referee_id TEXT PRIMARY KEY,
  referrer_id TEXT NOT NULL,
  day TEXT NOT NULL,
  qualified_on TEXT,
  sale TEXT
, reversed_on TEXT, signs TEXT CHECK (signs IS NULL OR json_valid(signs)), usable_from TEXT, answered_on TEXT, approved INTEGER CHECK (approved IN (0, 1))) STRICT, WITHOUT ROWID;

CREATE INDEX referrals_of_referrer ON referrals (referrer_id, day);

CREATE TABLE sums (
  account TEXT NOT NULL,
  customer TEXT NOT NULL,           -- '' where the account is the shop's
  total INTEGER NOT NULL,
  PRIMARY KEY (account, customer)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE streaks (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  weeks INTEGER NOT NULL CHECK (weeks > 1),
  visits INTEGER NOT NULL CHECK (visits BETWEEN 1 AND 7),  -- in each of the weeks
  gift TEXT NOT NULL CHECK (json_valid(gift)),
  since TEXT NOT NULL,              -- the first business date that counts
  offered INTEGER NOT NULL DEFAULT 1 CHECK (offered IN (0, 1))
) STRICT;

CREATE TABLE pictures (
  name TEXT PRIMARY KEY,            -- logo, or reward:ID
  media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
  content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 1000000)
) STRICT;

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

CREATE TABLE segments (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  kept INTEGER NOT NULL DEFAULT 1 CHECK (kept IN (0, 1))
) STRICT;

CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  segment TEXT NOT NULL CHECK (json_valid(segment)),  -- the group's terms, as the feed speaks them
  offer TEXT CHECK (offer IS NULL OR json_valid(offer)),  -- {reward: name} or {points: n}
  channel TEXT NOT NULL CHECK (channel IN ('letter', 'postcard', 'mail', 'call', 'counter')),
  message TEXT,                     -- what is written to them
  first_day TEXT NOT NULL,          -- coming back is counted from this day
  last_day TEXT NOT NULL,           -- to this one
  holdout_percent INTEGER NOT NULL CHECK (holdout_percent BETWEEN 0 AND 50),
  cost_each INTEGER NOT NULL CHECK (cost_each >= 0),  -- minor units for each person written to
  added_on TEXT NOT NULL,
  started_on TEXT,                  -- from then on the group is frozen
  stopped_on TEXT
) STRICT;

CREATE TABLE feedback (
  id TEXT PRIMARY KEY,              -- the fact
  customer_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
  comment TEXT,
  quotable INTEGER NOT NULL CHECK (quotable IN (0, 1)),  -- may the words be printed
  named INTEGER NOT NULL CHECK (named IN (0, 1)),  -- and the given name beside them
  staff TEXT
) STRICT;

CREATE INDEX feedback_by_day ON feedback (day, score);

CREATE INDEX feedback_of_customer ON feedback (customer_id, at);

CREATE TABLE contacts (
  id TEXT PRIMARY KEY,              -- the fact
  customer_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  by TEXT NOT NULL CHECK (by IN ('call', 'letter', 'mail', 'message', 'visit')),
  note TEXT,
  follow_up TEXT,                   -- that it answered
  staff TEXT
) STRICT;

CREATE INDEX contacts_of_customer ON contacts (customer_id, day);

CREATE INDEX contacts_by_day ON contacts (day, customer_id);

CREATE TABLE promises (
  id TEXT PRIMARY KEY,              -- the fact
  customer_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('promise', 'complaint')),
  why TEXT NOT NULL,
  day TEXT NOT NULL,
  due_day TEXT NOT NULL,
  due_time TEXT,                    -- of the shop's wall clock; null: in the course of the day
  owed_by TEXT                      -- the name of somebody who works here
) STRICT;

CREATE INDEX promises_of_customer ON promises (customer_id);

CREATE INDEX promises_by_due_day ON promises (due_day);

CREATE TABLE follow_up_answers (
  id TEXT PRIMARY KEY,              -- the fact
  follow_up TEXT NOT NULL,          -- KIND:CUSTOMER:WHAT, or the fact of a promise
  customer_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,               -- WHAT: the same before and after a merging
  answer TEXT NOT NULL CHECK (answer IN ('done', 'later')),
  until TEXT,                       -- of later: the day on which it is shown again
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  staff TEXT
) STRICT;

CREATE INDEX follow_up_answers_of_customer ON follow_up_answers (customer_id, kind, what, at);

CREATE INDEX follow_up_answers_by_day ON follow_up_answers (day, answer, customer_id);

CREATE TABLE campaign_members (
  campaign_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  treated INTEGER NOT NULL CHECK (treated IN (0, 1)),
  PRIMARY KEY (campaign_id, customer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX campaign_members_of_customer ON campaign_members (customer_id);
