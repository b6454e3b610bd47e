ALTER TABLE mc_pairing ADD COLUMN forgotten_at_ms INTEGER;
ALTER TABLE mc_pairing ADD COLUMN forgotten_by TEXT;

ALTER TABLE mc_pending ADD COLUMN address TEXT;

CREATE TABLE mc_mode (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
) STRICT;

CREATE TABLE mc_device_token (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL UNIQUE,
    device_id TEXT NOT NULL,
    role TEXT NOT NULL,
    scopes TEXT NOT NULL,
    issued_at_ms INTEGER NOT NULL,
    ends_at_ms INTEGER
) STRICT;
CREATE INDEX mc_device_token_device ON mc_device_token (device_id);
