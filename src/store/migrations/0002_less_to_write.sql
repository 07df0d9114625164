-- Each message cost four B-trees and each event three, most of them at another page for every chat.
-- That a client_id is used once is now known in memory (client_ids.hpp). Events are only a log: who
-- resumes reads it from where they were, and who has missed too much of it takes a snapshot
-- (resume_scan_max).

CREATE TABLE new_messages (
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
    UNIQUE (chat_id, seq)
);
INSERT INTO new_messages
        (id, chat_id, seq, at, from_kind, from_id, from_name, client_id, text, event)
    SELECT id, chat_id, seq, at, from_kind, from_id, from_name, client_id, text, event FROM messages;

-- Everything that clients are told and may miss, in the order of the commits. The outbox of every
-- operation: rows are written in the transaction whose effects they describe.
CREATE TABLE new_events (
    cursor {serial},
    at BIGINT NOT NULL,
    type TEXT NOT NULL,
    visitor_id BIGINT,                      -- who is told
    user_id BIGINT,
    chat_id BIGINT,                         -- message.posted: its content is read from this chat
    seq BIGINT,                             -- and place
    data TEXT                               -- JSON, of all other types
);
INSERT INTO new_events (cursor, at, type, visitor_id, user_id, chat_id, seq, data)
    SELECT events.cursor, events.at, events.type, events.visitor_id, events.user_id,
        messages.chat_id, messages.seq, events.data
    FROM events LEFT JOIN messages ON messages.id = events.message_id;

DROP TABLE events;
DROP TABLE messages;
ALTER TABLE new_messages RENAME TO messages;
ALTER TABLE new_events RENAME TO events;
