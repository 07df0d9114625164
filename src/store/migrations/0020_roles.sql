-- Roles that an organization has made, beside those that every one has; and of who watches and steers
-- only a part of the organization, which queues. user_roles names roles of either kind by their key.

CREATE TABLE roles (
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    rights TEXT NOT NULL,                   -- words of domain::Right with spaces between
    PRIMARY KEY (organization_id, key)
);

CREATE TABLE reaches (                      -- without a row: the whole organization
    user_id BIGINT NOT NULL REFERENCES users (id),
    queue_id BIGINT NOT NULL REFERENCES queues (id),
    PRIMARY KEY (user_id, queue_id)
);
