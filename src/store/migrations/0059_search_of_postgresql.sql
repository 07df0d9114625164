-- only: postgresql
-- Words come folded, and @ with the number of the organization. There is no wall around them: behind
-- one the index could not be used (@@ is not leakproof). They are only ever compared with, and what is
-- found lies behind the wall of the messages.
CREATE TABLE search_words (
    message_id {id},
    words TSVECTOR NOT NULL
);
-- Batches are written behind everybody's back; no search is to wait for a list of new words.
CREATE INDEX search_words_by_word ON search_words USING gin (words) WITH (fastupdate = off);
