-- only: postgresql
ALTER TABLE number_formats ENABLE ROW LEVEL SECURITY;
ALTER TABLE number_formats FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON number_formats
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
