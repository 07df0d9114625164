-- only: postgresql
ALTER TABLE guests ENABLE ROW LEVEL SECURITY;
ALTER TABLE guests FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON guests
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
