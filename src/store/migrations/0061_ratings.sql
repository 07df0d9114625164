-- What customers say of a chat once it is over (C10): at most once.
CREATE TABLE ratings (
    chat_id BIGINT PRIMARY KEY REFERENCES chats (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),   -- 5 is best
    comment TEXT NOT NULL,                                 -- empty: none
    rated_at BIGINT NOT NULL                               -- milliseconds since 1970
);
