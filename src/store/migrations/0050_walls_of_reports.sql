-- only: postgresql
ALTER TABLE report_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_days FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON report_days
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE reports FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON reports
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE report_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON report_runs
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
