-- A customer shows an agent the screen (E24). Set while that is asked for or goes on, in active chats
-- alone; what remains of it is in the transcript.
ALTER TABLE chats ADD COLUMN sharing_id BIGINT;
ALTER TABLE chats ADD COLUMN sharing_agent_id BIGINT REFERENCES users (id)    -- who sees it
    CHECK ((sharing_agent_id IS NULL) = (sharing_id IS NULL));
ALTER TABLE chats ADD COLUMN sharing_since BIGINT;                            -- as it is now
ALTER TABLE chats ADD COLUMN sharing_runs BIGINT NOT NULL DEFAULT 0;          -- 0: it is asked for

-- Up to which message a page of each side has what was said. Marks of what was read go further.
ALTER TABLE chats ADD COLUMN delivered_customer BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN delivered_agent BIGINT NOT NULL DEFAULT 0;
