-- only: postgresql
ALTER TABLE settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE settings FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON settings
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE setting_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE setting_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON setting_changes
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE statuses ENABLE ROW LEVEL SECURITY;
ALTER TABLE statuses FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON statuses
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE status_reasons ENABLE ROW LEVEL SECURITY;
ALTER TABLE status_reasons FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON status_reasons
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
