-- only: postgresql
-- It was made anew.
ALTER TABLE hand_overs ENABLE ROW LEVEL SECURITY;
ALTER TABLE hand_overs FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON hand_overs
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
