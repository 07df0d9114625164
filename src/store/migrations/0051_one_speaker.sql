-- One speaker at a time (N6): who has the word, and a number that grows whenever somebody else has
-- it, so that whoever had it before can be told apart. `speaker_id`: a guest; none: the owner.
ALTER TABLE chats ADD COLUMN one_speaker BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN word BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN speaker_id BIGINT REFERENCES agents (user_id)
    CHECK (speaker_id IS NULL OR (one_speaker = 1 AND guests > 0));

-- What goes with a chat to whoever has it next: domain::HandOverCard as JSON, of a bot
-- domain::BotCard. Empty: nothing.
ALTER TABLE chats ADD COLUMN bot_card TEXT NOT NULL DEFAULT '';
ALTER TABLE hand_overs ADD COLUMN card TEXT NOT NULL DEFAULT '';
ALTER TABLE offers ADD COLUMN card TEXT NOT NULL DEFAULT '';
