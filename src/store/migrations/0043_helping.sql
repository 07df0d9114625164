-- An agent asks the managers for help in a chat. Set while the call is open, and in open chats
-- alone.
ALTER TABLE chats ADD COLUMN help_wanted_at BIGINT;
ALTER TABLE chats ADD COLUMN help_by BIGINT REFERENCES users (id);      -- who has asked
ALTER TABLE chats ADD COLUMN help_text TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN helper_id BIGINT REFERENCES users (id);    -- who is on it
CREATE INDEX chats_help ON chats (organization_id, help_wanted_at)
    WHERE help_wanted_at IS NOT NULL;
