-- only: postgresql
ALTER TABLE files ENABLE ROW LEVEL SECURITY;
ALTER TABLE files FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON files
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE file_pieces ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_pieces FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON file_pieces
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
