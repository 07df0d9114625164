-- Search in what was said (C31). The words of messages are indexed in batches behind the writer; the
-- index of each engine is a table search_words of its own. All of it can be made anew from the
-- messages, so no copy of the data has it: tables whose names begin with search_ are left out.

-- One row, once there is one: messages from from_id on and before until_id are indexed, but what
-- people have not written. It grows at both ends; from_id is 0 when there is nothing older.
CREATE TABLE search_indexed (
    id {id},
    from_id BIGINT NOT NULL,
    until_id BIGINT NOT NULL,
    -- Words that are found no more are still in the file: to be removed (wanted), or on the way (on).
    clearing TEXT NOT NULL DEFAULT 'done',
    CHECK (clearing IN ('done', 'wanted', 'on'))
);
