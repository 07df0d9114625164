-- Several programs on one database: each has a row that shows that it lives, and one for every agent
-- who is connected to it. Messages name their organization, as everything with content does.

-- One row: the name under which the nodes of this database find each other.
CREATE TABLE installation (
    id {id}
);

CREATE TABLE nodes (
    id {id},
    started_at BIGINT NOT NULL,
    beat BIGINT NOT NULL                    -- counts up while the node lives; others watch it move
);

CREATE TABLE agent_nodes (
    user_id BIGINT NOT NULL REFERENCES agents (user_id),
    node_id BIGINT NOT NULL,
    PRIMARY KEY (user_id, node_id)
);
CREATE INDEX agent_nodes_by_node ON agent_nodes (node_id);

ALTER TABLE messages ADD COLUMN organization_id BIGINT NOT NULL DEFAULT 0;
UPDATE messages SET organization_id =
    (SELECT organization_id FROM chats WHERE chats.id = messages.chat_id);
