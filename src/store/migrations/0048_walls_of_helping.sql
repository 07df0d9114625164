-- only: postgresql
ALTER TABLE ghost_drafts ENABLE ROW LEVEL SECURITY;
ALTER TABLE ghost_drafts FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON ghost_drafts
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
