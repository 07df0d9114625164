-- only: postgresql
ALTER TABLE roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON roles
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
