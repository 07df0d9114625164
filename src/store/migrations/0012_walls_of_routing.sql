-- only: postgresql
ALTER TABLE skills ENABLE ROW LEVEL SECURITY;
ALTER TABLE skills FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON skills
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
