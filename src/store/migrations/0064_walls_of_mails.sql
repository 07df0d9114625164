-- only: postgresql
ALTER TABLE mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE mails FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON mails
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
