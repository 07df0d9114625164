-- What each agent keeps of a chat: a note, and whether that and the codes are a draft or saved (C23).
CREATE TABLE chat_logs (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    saved_at BIGINT NOT NULL,               -- for the first time; of a draft: last
    edited_at BIGINT,                       -- changed after it was saved
    PRIMARY KEY (chat_id, agent_id),
    CHECK (state IN ('draft', 'saved'))
);

-- Notes were with the wrap-ups: the newest of an agent is the one that counts.
INSERT INTO chat_logs (organization_id, chat_id, agent_id, note, state, saved_at)
SELECT w.organization_id, w.chat_id, w.agent_id,
       COALESCE((SELECT n.note FROM wrap_ups n WHERE n.chat_id = w.chat_id
                 AND n.agent_id = w.agent_id AND n.note <> '' ORDER BY n.id DESC LIMIT 1), ''),
       'saved', w.ended_at
FROM wrap_ups w
WHERE w.ended_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM wrap_ups o WHERE o.chat_id = w.chat_id
                  AND o.agent_id = w.agent_id AND o.ended_at IS NOT NULL AND o.id > w.id);
-- Codes that were chosen without one.
INSERT INTO chat_logs (organization_id, chat_id, agent_id, note, state, saved_at)
SELECT DISTINCT k.organization_id, k.chat_id, k.agent_id, '', 'draft',
       COALESCE(c.ended_at, c.accepted_at, c.started_at)
FROM chat_codes k JOIN chats c ON c.id = k.chat_id
WHERE NOT EXISTS (SELECT 1 FROM chat_logs l
                  WHERE l.chat_id = k.chat_id AND l.agent_id = k.agent_id);
ALTER TABLE wrap_ups DROP COLUMN note;

-- Who was a guest is asked of chats that are over as well.
CREATE INDEX guests_of_chat ON guests (chat_id, agent_id);
