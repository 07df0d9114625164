-- An offer changes a chat's state and nothing else of it. What does not depend on the word of the
-- state is said so that its index need not be touched then; and routing reads the chats that nobody
-- has been offered from the first, without passing those that somebody is thinking about.
CREATE INDEX chats_queued ON chats (queue_id, priority DESC, queued_at, id) WHERE state = 'queued';

DROP INDEX chats_waiting;
CREATE INDEX chats_waiting ON chats (queue_id, priority DESC, queued_at, id)
    WHERE agent_id IS NULL AND ended_at IS NULL;

DROP INDEX one_open_chat_a_visitor;
CREATE UNIQUE INDEX one_open_chat_a_visitor ON chats (visitor_id) WHERE ended_at IS NULL;

DROP INDEX chats_of_agent;
CREATE INDEX chats_of_agent ON chats (agent_id, state, id) WHERE agent_id IS NOT NULL;
