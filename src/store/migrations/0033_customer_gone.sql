-- Since when no connection of the customer of an open chat is known of (C19).
ALTER TABLE chats ADD COLUMN customer_gone_at BIGINT;
