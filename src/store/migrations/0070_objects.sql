-- Files may lie in an object store in place of file_pieces: one object for each part, sealed as the
-- pieces are.
ALTER TABLE files ADD COLUMN outside TEXT NOT NULL DEFAULT '';    -- below what; empty: file_pieces

-- Objects that are nobody's from a time on: those of files that were removed, and those that are
-- about to be put there, until their file is ready.
CREATE TABLE objects_left (
    name TEXT NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    remove_at BIGINT NOT NULL
);
CREATE INDEX objects_left_due ON objects_left (remove_at);
