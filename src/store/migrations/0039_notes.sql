-- What staff write to each other beside a chat, and whose attention they ask for (C16).

-- Apart from messages: these are the customer's as well, and have no holes for what the customer does
-- not see (P3).
CREATE TABLE notes (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    place BIGINT NOT NULL,                  -- of the chat's, from 1
    after_seq BIGINT NOT NULL,              -- stands behind this message
    at BIGINT NOT NULL,
    from_id BIGINT NOT NULL REFERENCES users (id),
    from_name TEXT NOT NULL,
    client_id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (chat_id, place),
    UNIQUE (chat_id, from_id, client_id)
);

-- Who is mentioned may see the chat from then on.
CREATE TABLE mentions (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL,
    place BIGINT NOT NULL,                  -- of the note
    user_id BIGINT NOT NULL REFERENCES users (id),
    seen BIGINT NOT NULL,                   -- 1: they have looked at it
    PRIMARY KEY (chat_id, place, user_id),
    FOREIGN KEY (chat_id, place) REFERENCES notes (chat_id, place)
);
CREATE INDEX mentions_of_user ON mentions (user_id, chat_id);
CREATE INDEX mentions_unseen ON mentions (user_id, chat_id, place) WHERE seen = 0;
