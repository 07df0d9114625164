-- What an agent does after a chat, and how chats are sorted by what they were about.

CREATE TABLE code_lists (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    queue_id BIGINT REFERENCES queues (id), -- for chats of this queue only
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,                  -- wrap_up, or decline: why an offer was refused
    required BIGINT NOT NULL,               -- 1: the wrap-up needs a code of it
    several BIGINT NOT NULL,                -- 1: a chat may have more than one of its codes
    place BIGINT NOT NULL,
    retired BIGINT NOT NULL,                -- 1: no longer chosen; what was chosen keeps its name
    CHECK (purpose IN ('wrap_up', 'decline'))
);
CREATE INDEX code_lists_of_organization ON code_lists (organization_id, place, id);

CREATE TABLE codes (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    list_id BIGINT NOT NULL REFERENCES code_lists (id),
    label TEXT NOT NULL,
    place BIGINT NOT NULL,
    is_default BIGINT NOT NULL,             -- 1: taken where the time is up and none was chosen
    retired BIGINT NOT NULL
);
CREATE INDEX codes_of_list ON codes (list_id, place, id);

-- Each agent of a chat has a wrap-up of their own.
CREATE TABLE wrap_ups (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    began_at BIGINT NOT NULL,
    due_at BIGINT,                          -- when its time is up; none: the agent says when
    ended_at BIGINT,
    outcome TEXT,
    note TEXT NOT NULL,
    CHECK (outcome IN ('submitted', 'timed_out', 'agent_gone')),
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX one_open_wrap_up ON wrap_ups (agent_id, chat_id) WHERE ended_at IS NULL;
CREATE INDEX wrap_ups_of_chat ON wrap_ups (chat_id);

-- The first code of a chat is the one that counts where only one can (E33).
CREATE TABLE chat_codes (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    code_id BIGINT NOT NULL REFERENCES codes (id),
    place BIGINT NOT NULL,
    PRIMARY KEY (chat_id, agent_id, code_id)
);

-- When the chat was asked for; `queued_at` is its place in the queue and may move back.
ALTER TABLE chats ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0;
UPDATE chats SET started_at = queued_at;
CREATE INDEX chats_ended_of_queue ON chats (queue_id, state, id)
    WHERE state IN ('closed', 'unanswered');

-- How long agents were in each state, from one row to the next of the same agent.
CREATE TABLE agent_times (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    at BIGINT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX agent_times_by_time ON agent_times (agent_id, at);
ALTER TABLE agents ADD COLUMN noted TEXT NOT NULL DEFAULT '';   -- what the newest of these rows says
