-- Reports on what was (C20). They read no chats: what a day had is folded into a row for each queue,
-- agent, code and state, by quarters of an hour, since local days and hours begin at these wherever
-- people live. A row a quarter would be ninety times as many to read.
CREATE TABLE report_days (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    subject TEXT NOT NULL,
    day BIGINT NOT NULL,                    -- when it begins, UTC
    queue_id BIGINT NOT NULL,               -- 0: of no queue
    ref_id BIGINT NOT NULL,                 -- of the agent or code; 0: of the whole queue
    state TEXT NOT NULL,                    -- label, status and reason of an agent's time
    sums TEXT NOT NULL,                     -- domain::Sums of the day
    quarters TEXT NOT NULL,                 -- the same by quarters: "0 a1 r1;37 a2"
    PRIMARY KEY (organization_id, subject, day, queue_id, ref_id, state),
    CHECK (subject IN ('queue', 'agent', 'code', 'state'))
);
CREATE INDEX report_days_by_day ON report_days (day);

-- One row, once there is one: what lies between is folded. It grows at both ends until all is.
CREATE TABLE report_folded (
    id {id},
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);

-- Hours of which something has changed since.
CREATE TABLE report_changed (
    hour BIGINT NOT NULL PRIMARY KEY        -- when it begins
);

-- What happened in a span is found by its time: chats that ended by chats_ended, offers that ran out
-- by offers_missed.
CREATE INDEX hand_overs_by_time ON hand_overs (at);
CREATE INDEX hand_overs_by_begin ON hand_overs (since) WHERE from_agent_id IS NOT NULL;
CREATE INDEX offers_declined ON offers (organization_id, decided_at) WHERE state = 'declined';
CREATE INDEX wrap_ups_by_end ON wrap_ups (ended_at) WHERE ended_at IS NOT NULL;

-- From when on the customer waited for an agent, where a bot talked to them before.
ALTER TABLE chats ADD COLUMN waits_since BIGINT;
UPDATE chats SET waits_since = queued_at
WHERE queued_at > started_at AND EXISTS (SELECT 1 FROM messages m
    WHERE m.chat_id = chats.id AND m.seq = 1 AND m.from_kind = 'bot');

-- Reports that are asked for again, by people or by the clock.
CREATE TABLE reports (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    user_id BIGINT NOT NULL REFERENCES users (id),      -- who has made it, with whose reach it runs
    name TEXT NOT NULL,
    plan TEXT NOT NULL                      -- JSON: what is asked, when, and for whom
);
CREATE INDEX reports_of_organization ON reports (organization_id, id);

CREATE TABLE report_runs (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    report_id BIGINT NOT NULL REFERENCES reports (id),
    at BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    csv TEXT NOT NULL
);
CREATE INDEX report_runs_of_report ON report_runs (report_id, id);
