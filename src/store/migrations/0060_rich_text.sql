-- What a message looks like, where it is formatted (O15): domain::RichText as JSON. Its `text` is what
-- that says without any looks.
ALTER TABLE messages ADD COLUMN body TEXT;
