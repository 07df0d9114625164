-- only: postgresql
ALTER TABLE wallboards ENABLE ROW LEVEL SECURITY;
ALTER TABLE wallboards FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON wallboards
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
