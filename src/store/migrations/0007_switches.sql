-- How an organization works is a set of switches (src/domain/policy.hpp), which each level of it may
-- set for itself; and what an agent may be doing can be more.

CREATE TABLE settings (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    scope TEXT NOT NULL,
    scope_id BIGINT NOT NULL,               -- of the organization, partition, queue or agent
    switches TEXT NOT NULL,                 -- JSON object: name of a switch, its value as a word
    PRIMARY KEY (organization_id, scope, scope_id),
    CHECK (scope IN ('organization', 'partition', 'queue', 'agent'))
);

-- Who has changed what, so that it can be taken back.
CREATE TABLE setting_changes (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    at BIGINT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    scope TEXT NOT NULL,
    scope_id BIGINT NOT NULL,
    preset TEXT NOT NULL,                   -- applied as a whole; empty otherwise
    before TEXT NOT NULL,                   -- the row of settings as it was, {} where it was none
    after TEXT NOT NULL
);
CREATE INDEX setting_changes_by_time ON setting_changes (organization_id, id);

-- What a queue says of its times becomes switches of the queue.
INSERT INTO settings (organization_id, scope, scope_id, switches)
    SELECT organization_id, 'queue', id, '{"offer_s":"' || CAST(offer_s AS TEXT)
        || '","exclude_s":"' || CAST(exclude_s AS TEXT)
        || '","max_wait_s":"' || CAST(max_wait_s AS TEXT) || '"}'
    FROM queues WHERE offer_s <> 30 OR exclude_s <> 60 OR max_wait_s <> 1800;
ALTER TABLE queues DROP COLUMN offer_s;
ALTER TABLE queues DROP COLUMN exclude_s;
ALTER TABLE queues DROP COLUMN max_wait_s;
INSERT INTO settings (organization_id, scope, scope_id, switches)
    SELECT organization_id, 'agent', user_id, '{"cap":"' || CAST(capacity AS TEXT) || '"}'
    FROM agents WHERE capacity <> 4;

-- An agent whose capacity is lowered keeps the chats there are (S32): `room` is the larger of what
-- is allowed and what was there then, and no load grows beyond it.
ALTER TABLE agents RENAME COLUMN capacity TO room;
-- What the switches say of the agent, for the query that looks for somebody.
ALTER TABLE agents ADD COLUMN capacity BIGINT NOT NULL DEFAULT 0;
UPDATE agents SET capacity = room;
ALTER TABLE agents ADD COLUMN offers_max BIGINT NOT NULL DEFAULT 1000;
ALTER TABLE agents ADD COLUMN busy_when TEXT NOT NULL DEFAULT 'at_cap';
ALTER TABLE agents ADD COLUMN wrap_up_scope TEXT NOT NULL DEFAULT 'chat';
ALTER TABLE agents ADD COLUMN wrap_up_blocks BIGINT NOT NULL DEFAULT 0;
-- What the agent is doing.
ALTER TABLE agents ADD COLUMN wrap_ups BIGINT NOT NULL DEFAULT 0
    CHECK (wrap_ups >= 0 AND offered + active + wrap_ups <= room);
ALTER TABLE agents ADD COLUMN stop_new BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN overfull BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN signed_in BIGINT NOT NULL DEFAULT 0;
UPDATE agents SET signed_in = connected;

CREATE TABLE new_statuses (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    place BIGINT NOT NULL,                  -- in lists
    label TEXT NOT NULL,                    -- empty: the faces have words for this key
    kind TEXT NOT NULL,
    by_agent BIGINT NOT NULL,               -- 1: an agent may choose it
    by_manager BIGINT NOT NULL,             -- 1: a manager may put an agent in it
    during_chat TEXT NOT NULL,              -- pending: once the last open chat has ended
    reason_required BIGINT NOT NULL,
    hides_dashboard BIGINT NOT NULL,        -- 1: who is in it does not see queues and figures
    auto_return_s BIGINT NOT NULL,          -- then available again by itself; 0: never
    PRIMARY KEY (organization_id, key),
    CHECK (kind IN ('ready', 'not_ready', 'away', 'offline', 'missed')),
    CHECK (during_chat IN ('no', 'now', 'pending'))
);
CREATE TABLE new_status_reasons (
    organization_id BIGINT NOT NULL,
    status_key TEXT NOT NULL,
    key TEXT NOT NULL,
    place BIGINT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (organization_id, status_key, key),
    FOREIGN KEY (organization_id, status_key) REFERENCES new_statuses (organization_id, key)
);
INSERT INTO new_statuses SELECT organization_id, key, place, label, kind, by_agent, by_manager,
    during_chat, reason_required, 0, 0 FROM statuses;
INSERT INTO new_status_reasons SELECT organization_id, status_key, key, place, label
    FROM status_reasons;
DROP TABLE status_reasons;
DROP TABLE statuses;
ALTER TABLE new_statuses RENAME TO statuses;
ALTER TABLE new_status_reasons RENAME TO status_reasons;
