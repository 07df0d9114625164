-- An agent asks the managers for help in a chat. Set while the call is open, and in open chats
-- alone.
ALTER TABLE chats ADD COLUMN help_wanted_at BIGINT;
ALTER TABLE chats ADD COLUMN help_by BIGINT REFERENCES users (id);      -- who has asked
ALTER TABLE chats ADD COLUMN help_text TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN helper_id BIGINT REFERENCES users (id);    -- who is on it
CREATE INDEX chats_help ON chats (organization_id, help_wanted_at)
    WHERE help_wanted_at IS NOT NULL;

-- What managers write into an agent's composer (N7). The text is there until the agent, or the manager,
-- has decided about it; what remains is who and how.
CREATE TABLE ghost_drafts (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,                  -- of the chat's, from 1
    from_id BIGINT NOT NULL REFERENCES users (id),
    to_id BIGINT NOT NULL REFERENCES users (id),
    began_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    text TEXT NOT NULL,
    outcome TEXT,
    settled_at BIGINT,
    PRIMARY KEY (chat_id, place),
    CHECK (outcome IN ('taken', 'edited', 'dropped', 'withdrawn', 'gone')),
    CHECK ((outcome IS NULL) = (settled_at IS NULL)),
    CHECK (settled_at IS NULL OR text = '')
);
CREATE UNIQUE INDEX ghost_drafts_open ON ghost_drafts (chat_id, from_id) WHERE settled_at IS NULL;
