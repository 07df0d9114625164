-- Who gets which chat: skills that chats need and agents hold, priority, who had the customer last,
-- and for each offer why it was made (C12, N2).

CREATE TABLE skills (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    UNIQUE (organization_id, key)
);

-- What is held and what is needed lies beside who holds and needs it, as one word
-- (domain/skills.hpp): routing reads many rows of these and no further table.
ALTER TABLE agents ADD COLUMN skills TEXT NOT NULL DEFAULT '';
ALTER TABLE queues ADD COLUMN needs TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN needs TEXT NOT NULL DEFAULT '';    -- in place of its queue's, by skill
ALTER TABLE chats ADD COLUMN priority BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN wanted_agent BIGINT;               -- is asked before all others

-- Numbers the offers of the queue; of the last one to this member.
ALTER TABLE queue_members ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;

ALTER TABLE offers ADD COLUMN reasons TEXT NOT NULL DEFAULT ''; -- service/reasons.hpp

DROP INDEX chats_waiting;
CREATE INDEX chats_waiting ON chats (queue_id, priority DESC, queued_at, id)
    WHERE state IN ('queued', 'offered');
