CREATE TABLE mc_half (
    id INTEGER PRIMARY KEY
) STRICT;
DELETE FROM mc_pairing;
INSERT INTO mc_no_such_table (id) VALUES (1);
