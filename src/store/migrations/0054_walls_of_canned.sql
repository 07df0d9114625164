-- only: postgresql
ALTER TABLE canned ENABLE ROW LEVEL SECURITY;
ALTER TABLE canned FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON canned
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE canned_uses ENABLE ROW LEVEL SECURITY;
ALTER TABLE canned_uses FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON canned_uses
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
