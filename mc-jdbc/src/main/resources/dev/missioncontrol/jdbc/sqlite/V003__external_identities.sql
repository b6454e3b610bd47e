ALTER TABLE mc_user ADD COLUMN issuer TEXT;
ALTER TABLE mc_user ADD COLUMN subject TEXT;
CREATE UNIQUE INDEX mc_user_identity ON mc_user (issuer, subject) WHERE issuer IS NOT NULL;
