-- Managers who watch chats, whisper to their agents, join them and take them over (C19).

-- Each use. One that lasts is open until `until_at` is set; a whisper is over at once.
CREATE TABLE supervisions (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,                  -- of the chat's, from 1
    user_id BIGINT NOT NULL REFERENCES users (id),
    mode TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    PRIMARY KEY (chat_id, place),
    CHECK (mode IN ('watch', 'whisper', 'join', 'take_over'))
);
CREATE UNIQUE INDEX supervisions_open ON supervisions (chat_id, user_id, mode)
    WHERE until_at IS NULL;
CREATE INDEX supervisions_of_user ON supervisions (user_id) WHERE until_at IS NULL;
ALTER TABLE chats ADD COLUMN supervised BIGINT NOT NULL DEFAULT 0   -- how many are open
    CHECK (supervised >= 0);

-- What only the staff of a chat read. Apart from messages: these are the customer's as well, and have
-- no holes for what the customer does not see (P3).
CREATE TABLE whispers (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,                  -- of the chat's, from 1
    after_seq BIGINT NOT NULL,              -- stands behind this message
    at BIGINT NOT NULL,
    from_id BIGINT NOT NULL REFERENCES users (id),
    from_name TEXT NOT NULL,
    client_id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (chat_id, place),
    UNIQUE (chat_id, from_id, client_id)
);

-- One more cause. A check cannot be changed by a statement that both engines know, and nothing refers
-- to the table: it is made anew.
CREATE TABLE hand_overs_anew (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,
    at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    from_agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    since BIGINT NOT NULL,
    from_queue_id BIGINT NOT NULL REFERENCES queues (id),
    to_queue_id BIGINT NOT NULL REFERENCES queues (id),
    to_agent_id BIGINT REFERENCES agents (user_id),
    note TEXT NOT NULL,
    PRIMARY KEY (chat_id, place),
    CHECK (cause IN ('transfer', 'hand_over', 'take_over', 'lost', 'retired'))
);
INSERT INTO hand_overs_anew (organization_id, chat_id, place, at, cause, from_agent_id, since,
    from_queue_id, to_queue_id, to_agent_id, note)
SELECT organization_id, chat_id, place, at, cause, from_agent_id, since, from_queue_id, to_queue_id,
    to_agent_id, note FROM hand_overs;
DROP TABLE hand_overs;
ALTER TABLE hand_overs_anew RENAME TO hand_overs;
