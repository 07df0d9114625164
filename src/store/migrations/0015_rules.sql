-- Which chats come in, when, and where they go: opening hours, rules for chats that come in, and
-- the queues through which a chat has gone (V12, E52, C14).

CREATE TABLE opening_hours (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    plan TEXT NOT NULL,                     -- domain::Hours as JSON
    UNIQUE (organization_id, name)
);
ALTER TABLE queues ADD COLUMN hours_id BIGINT REFERENCES opening_hours (id);    -- none: always open

CREATE TABLE rules (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    place BIGINT NOT NULL,                  -- the first ones count
    name TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    conditions TEXT NOT NULL,               -- JSON: a list of domain::Condition
    queue_id BIGINT REFERENCES queues (id),
    priority BIGINT,
    needs TEXT NOT NULL,
    agent_id BIGINT REFERENCES agents (user_id)
);
CREATE INDEX rules_in_order ON rules (organization_id, place);

CREATE TABLE chat_moves (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,                  -- of the chat's moves, from 1
    at BIGINT NOT NULL,
    from_queue_id BIGINT NOT NULL REFERENCES queues (id),
    to_queue_id BIGINT NOT NULL REFERENCES queues (id),
    cause TEXT NOT NULL,
    rule_name TEXT NOT NULL,                -- of a rule, as it was called then
    PRIMARY KEY (chat_id, place),
    CHECK (cause IN ('rule', 'overflow'))
);

-- What was said of the wait when the chat began (N8), to know how often it was right.
ALTER TABLE chats ADD COLUMN wait_least_s BIGINT;
ALTER TABLE chats ADD COLUMN wait_most_s BIGINT;
CREATE INDEX chats_with_a_wait ON chats (queue_id, id) WHERE wait_most_s IS NOT NULL;
