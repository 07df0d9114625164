-- only: postgresql
ALTER TABLE objects_left ENABLE ROW LEVEL SECURITY;
ALTER TABLE objects_left FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON objects_left
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
