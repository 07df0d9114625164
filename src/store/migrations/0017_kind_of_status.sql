-- What kind of status an agent is in lies with the agent: routing reads it of all members of a queue
-- for each offer. It changes with the agent's status and with the status itself.
ALTER TABLE agents ADD COLUMN kind TEXT NOT NULL DEFAULT 'offline'
    CHECK (kind IN ('ready', 'not_ready', 'away', 'offline', 'missed'));
UPDATE agents SET kind = (SELECT s.kind FROM statuses s
    WHERE s.organization_id = agents.organization_id AND s.key = agents.status);
