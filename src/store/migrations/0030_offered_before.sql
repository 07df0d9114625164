-- Routing asks of each waiting chat whether it was offered to somebody before; that lies with the chat.
ALTER TABLE chats ADD COLUMN offered_before BIGINT NOT NULL DEFAULT 0;
UPDATE chats SET offered_before = 1
WHERE ended_at IS NULL AND EXISTS (SELECT 1 FROM offers o WHERE o.chat_id = chats.id);

-- An offer changes a chat's state and nothing else of it: the lists of an organization's chats go by
-- what does not change with that.
DROP INDEX chats_by_state;
CREATE INDEX chats_unowned ON chats (organization_id, id)
    WHERE agent_id IS NULL AND ended_at IS NULL;
CREATE INDEX chats_held ON chats (organization_id, id)
    WHERE agent_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX chats_over ON chats (organization_id, state, id) WHERE ended_at IS NOT NULL;
