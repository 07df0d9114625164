-- Chats that are handed on: to a queue, or to an agent who says yes (C13, C14).

-- An offer is the queue's, or one agent asks another.
ALTER TABLE offers ADD COLUMN kind TEXT NOT NULL DEFAULT 'queue'
    CHECK (kind IN ('queue', 'transfer', 'conference'));
ALTER TABLE offers ADD COLUMN from_agent_id BIGINT REFERENCES agents (user_id);
ALTER TABLE offers ADD COLUMN note TEXT NOT NULL DEFAULT '';    -- for who is asked

-- Each time that a chat's owner ceased to be one and the chat went on.
CREATE TABLE hand_overs (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,                  -- of the chat's, from 1
    at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    from_agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    since BIGINT NOT NULL,                  -- from when on they owned it
    from_queue_id BIGINT NOT NULL REFERENCES queues (id),
    to_queue_id BIGINT NOT NULL REFERENCES queues (id),
    to_agent_id BIGINT REFERENCES agents (user_id),     -- none: to whoever the queue has
    note TEXT NOT NULL,
    PRIMARY KEY (chat_id, place),
    CHECK (cause IN ('transfer', 'hand_over', 'lost', 'retired'))
);
ALTER TABLE chats ADD COLUMN hand_overs BIGINT NOT NULL DEFAULT 0;      -- how many there are
ALTER TABLE chats ADD COLUMN asked_offer_id BIGINT;     -- open: of the colleague who is asked

-- A wrap-up goes by the queue in which the agent had the chat, wherever it is since.
ALTER TABLE wrap_ups ADD COLUMN queue_id BIGINT REFERENCES queues (id);
UPDATE wrap_ups SET queue_id = (SELECT queue_id FROM chats WHERE chats.id = wrap_ups.chat_id);
