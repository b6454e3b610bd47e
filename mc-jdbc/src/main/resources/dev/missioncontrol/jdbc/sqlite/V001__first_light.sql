CREATE TABLE mc_epoch (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    n INTEGER NOT NULL
) STRICT;
INSERT INTO mc_epoch (id, n) VALUES (1, 0);

CREATE TABLE mc_revocation (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE mc_audit (
    number INTEGER PRIMARY KEY,
    body BLOB NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE mc_pairing (
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    state TEXT NOT NULL,
    role TEXT,
    scopes TEXT,
    since_ms INTEGER,
    approved_by TEXT,
    holder TEXT,
    platform TEXT,
    device_family TEXT,
    display_name TEXT,
    client_id TEXT,
    client_mode TEXT,
    revoked_at_ms INTEGER,
    PRIMARY KEY (owner_kind, owner_id)
) STRICT;

CREATE TABLE mc_device (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL DEFAULT '',
    last_seen_ms INTEGER
) STRICT;

CREATE TABLE mc_pending (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL UNIQUE,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    device_id TEXT,
    user_id TEXT,
    platform TEXT,
    device_family TEXT,
    display_name TEXT,
    client_id TEXT,
    client_mode TEXT,
    reason TEXT NOT NULL,
    role TEXT NOT NULL,
    scopes TEXT NOT NULL,
    asked_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX mc_pending_owner ON mc_pending (owner_kind, owner_id);

CREATE TABLE mc_user (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    password_hash TEXT,
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE mc_session (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    how TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    last_seen_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    device_id TEXT
) STRICT;
CREATE INDEX mc_session_user ON mc_session (user_id);
CREATE INDEX mc_session_end ON mc_session (expires_at_ms);

CREATE TABLE mc_api_key (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    user_id TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER,
    last_used_ms INTEGER,
    revoked_at_ms INTEGER
) STRICT;
CREATE INDEX mc_api_key_user ON mc_api_key (user_id);
