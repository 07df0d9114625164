-- Mails that are to be sent (C11). What one says is made from the other rows when it is sent, so that
-- nothing is in it that was taken out of these meanwhile.
CREATE TABLE mails (
    id {id},
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL,
    ref_id BIGINT NOT NULL,                 -- what it is of: a chat
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,                     -- in which its days and times are meant
    created_at BIGINT NOT NULL,
    next_at BIGINT,                         -- when it is tried next; none: it is not
    attempts BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,                   -- why the last try has failed; empty: none has
    CHECK (kind IN ('transcript')),
    CHECK (language IN ('de', 'en')),
    CHECK (state IN ('waiting', 'sent', 'refused', 'given_up')),
    CHECK ((state = 'waiting') = (next_at IS NOT NULL))
);
CREATE INDEX mails_due ON mails (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX mails_of ON mails (ref_id, created_at);
CREATE INDEX mails_by_time ON mails (created_at);

-- The nodes that know a mail server: nothing is promised that no node can send. Apart from their other
-- rows, which move all the time: whoever reads those meets them there.
CREATE TABLE mail_senders (
    node_id BIGINT PRIMARY KEY
);
