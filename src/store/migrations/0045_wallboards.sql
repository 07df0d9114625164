-- Wallboards show the live figures without anybody signing in (A17): each has a token, of which only a
-- hash is kept, as of sign-ins.

CREATE TABLE wallboards (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    session_id BIGINT NOT NULL,             -- of those who came with this token: another with another
    created_at BIGINT NOT NULL,
    token_at BIGINT NOT NULL,               -- when the token was made
    seen_at BIGINT,
    UNIQUE (organization_id, name)
);

CREATE TABLE wallboard_queues (             -- without a row: all
    wallboard_id BIGINT NOT NULL REFERENCES wallboards (id),
    queue_id BIGINT NOT NULL REFERENCES queues (id),
    PRIMARY KEY (wallboard_id, queue_id)
);

-- What the live figures say of the last hour and of today, however much history there is. What began
-- then is found by its id, which grows with time.
CREATE INDEX chats_ended ON chats (organization_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX offers_missed ON offers (organization_id, decided_at) WHERE state = 'expired';
CREATE INDEX wrap_ups_open ON wrap_ups (organization_id, queue_id) WHERE ended_at IS NULL;
