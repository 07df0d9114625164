-- A chat may take less or more than one of an agent's places (C13). `weight` is what one takes, in
-- hundredths of a place: of an offer, then of the chat that it has become, then of its wrap-up.
-- `extra` is what all that an agent has takes beyond a place each; `room` counts hundredths as well.
ALTER TABLE chats ADD COLUMN weight BIGINT NOT NULL DEFAULT 100;
ALTER TABLE offers ADD COLUMN weight BIGINT NOT NULL DEFAULT 100;
ALTER TABLE wrap_ups ADD COLUMN weight BIGINT NOT NULL DEFAULT 100;
UPDATE agents SET room = 100 * room;
ALTER TABLE agents ADD COLUMN extra BIGINT NOT NULL DEFAULT 0
    CHECK (100 * (offered + active + wrap_ups) + extra BETWEEN 0 AND room);
