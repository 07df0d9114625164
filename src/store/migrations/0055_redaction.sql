-- What was taken out of a message (C25): kinds of numbers, a space between two; nothing: nothing was.
ALTER TABLE messages ADD COLUMN redacted TEXT;

-- Numbers that an organization gives out itself and that are no card numbers, as JSON.
CREATE TABLE number_formats (
    organization_id BIGINT PRIMARY KEY REFERENCES organizations (id),
    formats TEXT NOT NULL,
    version BIGINT NOT NULL                 -- one more with each change
);
