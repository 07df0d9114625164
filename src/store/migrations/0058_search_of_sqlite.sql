-- only: sqlite
-- The row's number is the message's id. Words come folded, with a space between, and @ with the number
-- of the organization; neither texts nor places are kept: what is found is compared with the message.
CREATE VIRTUAL TABLE search_words USING fts5 (
    words, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '@'"
);
