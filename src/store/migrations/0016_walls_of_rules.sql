-- only: postgresql
ALTER TABLE opening_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON opening_hours
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE rules ENABLE ROW LEVEL SECURITY;
ALTER TABLE rules FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON rules
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE chat_moves ENABLE ROW LEVEL SECURITY;
ALTER TABLE chat_moves FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON chat_moves
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
