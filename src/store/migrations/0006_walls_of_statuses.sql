-- only: postgresql
ALTER TABLE statuses ENABLE ROW LEVEL SECURITY;
ALTER TABLE statuses FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON statuses
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE status_reasons ENABLE ROW LEVEL SECURITY;
ALTER TABLE status_reasons FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON status_reasons
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
