-- only: postgresql
ALTER TABLE chat_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE chat_logs FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON chat_logs
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
