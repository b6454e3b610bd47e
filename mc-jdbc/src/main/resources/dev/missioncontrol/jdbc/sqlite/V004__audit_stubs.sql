CREATE TABLE mc_audit_stub (
    number INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
