-- only: postgresql
ALTER TABLE supervisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE supervisions FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON supervisions
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE whispers ENABLE ROW LEVEL SECURITY;
ALTER TABLE whispers FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON whispers
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
-- It was made anew.
ALTER TABLE hand_overs ENABLE ROW LEVEL SECURITY;
ALTER TABLE hand_overs FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON hand_overs
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
