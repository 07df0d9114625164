-- Bots give preset answers before an agent does (W3, W50; C2, C4, C5).

CREATE TABLE bots (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    plan TEXT NOT NULL,                     -- domain::Bot as JSON
    UNIQUE (organization_id, name)
);
ALTER TABLE queues ADD COLUMN bot_id BIGINT REFERENCES bots (id);       -- none: agents at once

-- Of a chat in the state bot, which bot answers; of one that has ended so, which has.
ALTER TABLE chats ADD COLUMN bot_id BIGINT;
ALTER TABLE chats ADD COLUMN bot_unknown BIGINT NOT NULL DEFAULT 0;     -- texts in a row that found nothing

-- Who talks to a bot is not in the line of those who wait.
DROP INDEX chats_waiting;
CREATE INDEX chats_waiting ON chats (queue_id, priority DESC, queued_at, id)
    WHERE agent_id IS NULL AND ended_at IS NULL AND bot_id IS NULL;
