-- only: postgresql
ALTER TABLE bots ENABLE ROW LEVEL SECURITY;
ALTER TABLE bots FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON bots
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE chats DROP CONSTRAINT chats_state_check;
ALTER TABLE chats ADD CONSTRAINT chats_state_check
    CHECK (state IN ('bot', 'queued', 'offered', 'active', 'closed', 'unanswered'));
ALTER TABLE chats ADD CONSTRAINT chats_bot_check CHECK (state <> 'bot' OR agent_id IS NULL);
