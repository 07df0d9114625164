-- only: postgresql
-- A second wall between organizations (P17). The program says for which organization it works, 0 for
-- all of them; a connection that has said nothing sees nothing. What has no content of its own is
-- found only by ids that lie behind the wall.

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON organizations
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, id));

ALTER TABLE partitions ENABLE ROW LEVEL SECURITY;
ALTER TABLE partitions FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON partitions
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON users
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE agents ENABLE ROW LEVEL SECURITY;
ALTER TABLE agents FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON agents
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE visitors ENABLE ROW LEVEL SECURITY;
ALTER TABLE visitors FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON visitors
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE queues ENABLE ROW LEVEL SECURITY;
ALTER TABLE queues FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON queues
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE chats ENABLE ROW LEVEL SECURITY;
ALTER TABLE chats FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON chats
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE offers ENABLE ROW LEVEL SECURITY;
ALTER TABLE offers FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON offers
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON messages
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) IN (0, organization_id));

ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON events
    USING (CAST(current_setting('parley.organization', TRUE) AS BIGINT) = 0
        OR EXISTS (SELECT 1 FROM visitors WHERE visitors.id = visitor_id)
        OR EXISTS (SELECT 1 FROM users WHERE users.id = user_id));

-- A chat's row changes with every message: room on its page keeps its indexes out of it.
ALTER TABLE chats SET (fillfactor = 60);
ALTER TABLE agents SET (fillfactor = 60);
