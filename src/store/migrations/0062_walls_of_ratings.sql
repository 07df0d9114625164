-- only: postgresql
ALTER TABLE ratings ENABLE ROW LEVEL SECURITY;
ALTER TABLE ratings FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON ratings
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
