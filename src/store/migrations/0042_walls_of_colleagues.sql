-- only: postgresql
ALTER TABLE colleague_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE colleague_messages FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON colleague_messages
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE colleague_talks ENABLE ROW LEVEL SECURITY;
ALTER TABLE colleague_talks FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON colleague_talks
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
