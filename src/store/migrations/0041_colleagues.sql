-- What colleagues write to each other, apart from any chat (C18, E50).
CREATE TABLE colleague_messages (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    low_id BIGINT NOT NULL REFERENCES users (id),   -- the two of them, the smaller id first
    high_id BIGINT NOT NULL REFERENCES users (id),
    place BIGINT NOT NULL,                          -- of what these two have written, from 1
    at BIGINT NOT NULL,
    from_id BIGINT NOT NULL REFERENCES users (id),
    client_id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (low_id, high_id, place),
    UNIQUE (low_id, high_id, from_id, client_id),
    CHECK (low_id < high_id)
);

-- One row for each of the two: the other, the newest place, and how far they have read.
CREATE TABLE colleague_talks (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    user_id BIGINT NOT NULL REFERENCES users (id),
    other_id BIGINT NOT NULL REFERENCES users (id),
    last_at BIGINT NOT NULL,
    last_place BIGINT NOT NULL,
    unread BIGINT NOT NULL CHECK (unread >= 0),
    PRIMARY KEY (user_id, other_id)
);
CREATE INDEX colleague_talks_newest ON colleague_talks (user_id, last_at);
