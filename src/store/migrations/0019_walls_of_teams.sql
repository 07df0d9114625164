-- only: postgresql
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE teams FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON teams
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE settings FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON settings
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
