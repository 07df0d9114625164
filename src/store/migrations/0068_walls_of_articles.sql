-- only: postgresql
ALTER TABLE article_categories ENABLE ROW LEVEL SECURITY;
ALTER TABLE article_categories FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON article_categories
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE article_category_texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE article_category_texts FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON article_category_texts
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE articles ENABLE ROW LEVEL SECURITY;
ALTER TABLE articles FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON articles
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE article_texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE article_texts FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON article_texts
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE article_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE article_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON article_versions
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE article_words ENABLE ROW LEVEL SECURITY;
ALTER TABLE article_words FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON article_words
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE article_votes ENABLE ROW LEVEL SECURITY;
ALTER TABLE article_votes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON article_votes
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
ALTER TABLE article_misses ENABLE ROW LEVEL SECURITY;
ALTER TABLE article_misses FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON article_misses
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));
-- Words are found by how they begin, byte by byte as on SQLite.
ALTER TABLE article_words ALTER COLUMN word TYPE TEXT COLLATE "C";
