"""What brings customers back: what they said of the shop, who speaks to them, what was tried."""

SCRIPT = """
-- ============ What people may correct ============

ALTER TABLE customers ADD COLUMN channel TEXT
  CHECK (channel IN ('call', 'letter', 'mail', 'message'));

-- Groups of customers that the owner gave a name.
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

-- ============ Derived from the journal ============

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

-- That somebody of the shop spoke or wrote to a customer.
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

-- What somebody of the shop owes a customer: a promise, or an answer to a complaint.
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

-- What became of follow-ups, those that a rule makes as well; the last answer holds.
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

-- Whom a campaign reached, and who got nothing so that it can be measured; drawn once, by chance.
CREATE TABLE campaign_members (
  campaign_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  treated INTEGER NOT NULL CHECK (treated IN (0, 1)),
  PRIMARY KEY (campaign_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_members_of_customer ON campaign_members (customer_id);
"""
