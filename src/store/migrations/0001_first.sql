-- The first tables. {id} is the engine's 64-bit primary key, {serial} the same with numbers the engine
-- counts itself; everything else is the same text on SQLite and PostgreSQL. Times are milliseconds UTC.

CREATE TABLE organizations (
    id {id},
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE partitions (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    UNIQUE (organization_id, name)
);

CREATE TABLE users (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL UNIQUE,              -- for signing in, lower case
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,            -- Argon2id, PHC string
    created_at BIGINT NOT NULL
);

CREATE TABLE user_roles (
    user_id BIGINT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
);

-- What only users with the role agent have. A chat counts from its offer to its end.
CREATE TABLE agents (
    user_id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    status TEXT NOT NULL,
    status_since BIGINT NOT NULL,
    connected BIGINT NOT NULL,              -- 1: has a socket, or had one within the grace period
    offered BIGINT NOT NULL,                -- open offers
    active BIGINT NOT NULL,                 -- chats owned
    capacity BIGINT NOT NULL,
    idle_since BIGINT NOT NULL,             -- the last time the load went down, or became available
    CHECK (offered >= 0 AND active >= 0 AND offered + active <= capacity)
);

-- Sign-ins of staff. Only a hash of the token is kept.
CREATE TABLE sessions (
    id {id},
    user_id BIGINT NOT NULL REFERENCES users (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE visitors (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    partition_id BIGINT NOT NULL REFERENCES partitions (id),
    token_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,                    -- as typed, unverified; empty where not given
    fields TEXT NOT NULL,                   -- JSON object of texts
    created_at BIGINT NOT NULL
);

CREATE TABLE queues (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    partition_id BIGINT NOT NULL REFERENCES partitions (id),
    name TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    offer_s BIGINT NOT NULL,                -- how long an agent may think about an offer
    exclude_s BIGINT NOT NULL,              -- how long an agent who let a chat pass is not asked again
    max_wait_s BIGINT NOT NULL,             -- then the chat ends unanswered
    UNIQUE (organization_id, name)
);

CREATE TABLE queue_members (
    queue_id BIGINT NOT NULL REFERENCES queues (id),
    user_id BIGINT NOT NULL REFERENCES agents (user_id),
    PRIMARY KEY (queue_id, user_id)
);
CREATE INDEX queue_members_by_user ON queue_members (user_id);

-- INVARIANT: an active chat has exactly one owner, a waiting chat none.
CREATE TABLE chats (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    queue_id BIGINT NOT NULL REFERENCES queues (id),
    visitor_id BIGINT NOT NULL REFERENCES visitors (id),
    agent_id BIGINT REFERENCES agents (user_id),
    state TEXT NOT NULL,
    seq BIGINT NOT NULL,                    -- of the last message; dense, from 1
    read_customer BIGINT NOT NULL,          -- highest seq that this side has seen
    read_agent BIGINT NOT NULL,
    queued_at BIGINT NOT NULL,
    accepted_at BIGINT,
    ended_at BIGINT,
    end_reason TEXT,
    ended_by TEXT,                          -- customer, agent or system
    unanswered_since BIGINT,                -- oldest customer message without an answer
    fields TEXT NOT NULL,                   -- JSON object of texts from the form before the chat
    CHECK (state IN ('queued', 'offered', 'active', 'closed', 'unanswered')),
    CHECK (state <> 'active' OR agent_id IS NOT NULL),
    CHECK (state NOT IN ('queued', 'offered', 'unanswered') OR agent_id IS NULL),
    CHECK ((state IN ('closed', 'unanswered')) = (ended_at IS NOT NULL))
);
CREATE INDEX chats_waiting ON chats (queue_id, queued_at, id) WHERE state IN ('queued', 'offered');
CREATE INDEX chats_accepted ON chats (queue_id, accepted_at) WHERE accepted_at IS NOT NULL;
CREATE INDEX chats_of_agent ON chats (agent_id, state, id);
CREATE INDEX chats_of_visitor ON chats (visitor_id, id);
CREATE INDEX chats_of_organization ON chats (organization_id, id);
CREATE INDEX chats_by_state ON chats (organization_id, state, id);
CREATE UNIQUE INDEX one_open_chat_a_visitor ON chats (visitor_id)
    WHERE state IN ('queued', 'offered', 'active');

CREATE TABLE offers (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    queue_id BIGINT NOT NULL REFERENCES queues (id),
    agent_id BIGINT NOT NULL REFERENCES agents (user_id),
    state TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    decided_at BIGINT,
    reason TEXT NOT NULL,                   -- given with a decline
    CHECK (state IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
    CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX one_open_offer_a_chat ON offers (chat_id) WHERE state = 'open';
CREATE INDEX offers_open_of_agent ON offers (agent_id, id) WHERE state = 'open';
CREATE INDEX offers_of_chat ON offers (chat_id, id);

CREATE TABLE messages (
    id {id},
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    from_kind TEXT NOT NULL,                -- customer, agent or system
    from_id BIGINT NOT NULL,                -- of the user or visitor; 0 for the system
    from_name TEXT NOT NULL,                -- as it was then
    client_id TEXT NOT NULL,                -- given by the author, unique for chat and author
    text TEXT NOT NULL,
    event TEXT,                             -- JSON, of system messages
    UNIQUE (chat_id, seq),
    UNIQUE (chat_id, client_id, from_id)
);

-- Everything that clients are told and may miss, in the order of the commits. The outbox of every
-- operation: rows are written in the transaction whose effects they describe.
CREATE TABLE events (
    cursor {serial},
    at BIGINT NOT NULL,
    type TEXT NOT NULL,
    visitor_id BIGINT,                      -- who is told
    user_id BIGINT,
    message_id BIGINT,                      -- message.posted: its content is read from there
    data TEXT                               -- JSON, of all other types
);
CREATE INDEX events_of_visitor ON events (visitor_id, cursor) WHERE visitor_id IS NOT NULL;
CREATE INDEX events_of_user ON events (user_id, cursor) WHERE user_id IS NOT NULL;

-- Every deadline. The program wakes for the earliest and runs an ordinary operation.
CREATE TABLE timers (
    id {id},
    due_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    ref BIGINT NOT NULL,                    -- id of the offer, chat or agent that the kind speaks of
    UNIQUE (kind, ref)
);
CREATE INDEX timers_by_time ON timers (due_at);

-- Answers to calls with a request_id, kept for a day: the same call again gets the same answer.
CREATE TABLE requests (
    actor TEXT NOT NULL,
    operation TEXT NOT NULL,
    request_id TEXT NOT NULL,
    params_hash TEXT NOT NULL,
    result TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (actor, operation, request_id)
);
CREATE INDEX requests_by_time ON requests (at);
