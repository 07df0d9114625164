-- Partitions come and go while their customers remain. Teams are a level of switches, too: an agent is
-- in one at most, so that it is clear what is inherited.

ALTER TABLE partitions ADD COLUMN removed BIGINT NOT NULL DEFAULT 0;

CREATE TABLE teams (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    UNIQUE (organization_id, name)
);
ALTER TABLE agents ADD COLUMN team_id BIGINT REFERENCES teams (id);

CREATE TABLE new_settings (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    scope TEXT NOT NULL,
    scope_id BIGINT NOT NULL,               -- of the organization, partition, queue, team or agent
    switches TEXT NOT NULL,                 -- JSON object: name of a switch, its value as a word
    PRIMARY KEY (organization_id, scope, scope_id),
    CHECK (scope IN ('organization', 'partition', 'queue', 'team', 'agent'))
);
INSERT INTO new_settings SELECT organization_id, scope, scope_id, switches FROM settings;
DROP TABLE settings;
ALTER TABLE new_settings RENAME TO settings;
