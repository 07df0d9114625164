-- People and queues come and go while their chats remain: whoever has left keeps a row without being
-- able to sign in, and so does a queue that chats were once in.

ALTER TABLE users ADD COLUMN active BIGINT NOT NULL DEFAULT 1;      -- 0: cannot sign in
ALTER TABLE agents ADD COLUMN enabled BIGINT NOT NULL DEFAULT 1;    -- 0: gets no chats any more
ALTER TABLE queues ADD COLUMN removed BIGINT NOT NULL DEFAULT 0;
