-- Agents who take part in a colleague's chat: its guests (C15, C16, S33). What they have of their
-- places for it counts in `active` and `extra` of the agent, as for chats of their own.
CREATE TABLE guests (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    joined_at BIGINT NOT NULL,
    left_at BIGINT,                         -- none: still there
    weight BIGINT NOT NULL,                 -- what it takes of the agent's places
    read_seq BIGINT NOT NULL                -- up to where they have read
);
CREATE UNIQUE INDEX guests_there ON guests (chat_id, agent_id) WHERE left_at IS NULL;
CREATE INDEX guests_of_agent ON guests (agent_id) WHERE left_at IS NULL;
ALTER TABLE chats ADD COLUMN guests BIGINT NOT NULL DEFAULT 0   -- how many are there
    CHECK (guests >= 0 AND (guests = 0 OR state = 'active'));
