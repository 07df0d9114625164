-- only: postgresql
ALTER TABLE code_lists ENABLE ROW LEVEL SECURITY;
ALTER TABLE code_lists FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON code_lists
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE codes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON codes
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE wrap_ups ENABLE ROW LEVEL SECURITY;
ALTER TABLE wrap_ups FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON wrap_ups
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE chat_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE chat_codes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON chat_codes
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE agent_times ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_times FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON agent_times
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
