-- Files that people attach (W12, W41). Of one that is in a message, the message has what is shown of it
-- as JSON, too, so that lists of messages ask for nothing more.
CREATE TABLE files (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    chat_id BIGINT NOT NULL REFERENCES chats (id),
    seq BIGINT,                             -- of the message that it is in; none: of none yet
    from_kind TEXT NOT NULL,
    from_id BIGINT NOT NULL,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,                   -- bytes
    received BIGINT NOT NULL,               -- so many of them are there
    state TEXT NOT NULL,
    reason TEXT,                            -- why it was refused
    width BIGINT,                           -- of a picture
    height BIGINT,
    warning BIGINT NOT NULL,                -- it may hold programs
    small_media TEXT NOT NULL,              -- of the small picture; empty: there is none
    sealed_with TEXT NOT NULL,              -- base64: nobody can read its pieces without; empty: there are none
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    check_at BIGINT,                        -- when somebody looks into it next; none: nobody does
    CHECK (from_kind IN ('customer', 'agent')),
    CHECK (state IN ('uploading', 'checking', 'ready', 'refused')),
    CHECK ((state = 'checking') = (check_at IS NOT NULL)),
    CHECK ((state = 'refused') = (reason IS NOT NULL)),
    CHECK (received <= size)
);
CREATE UNIQUE INDEX files_once ON files (chat_id, from_id, client_id);
CREATE INDEX files_to_check ON files (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX files_loose ON files (changed_at) WHERE seq IS NULL;
CREATE INDEX files_by_author ON files (from_id, created_at);

-- What is in them: at most 256 KiB a piece, sealed, as base64.
CREATE TABLE file_pieces (
    file_id BIGINT NOT NULL REFERENCES files (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    part TEXT NOT NULL,
    at BIGINT NOT NULL,                     -- in bytes of the part
    bytes TEXT NOT NULL,
    PRIMARY KEY (file_id, part, at),
    CHECK (part IN ('whole', 'picture', 'small'))
);

ALTER TABLE messages ADD COLUMN files TEXT;
