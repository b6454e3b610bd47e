CREATE TABLE mc_row_sum (
    of_table TEXT NOT NULL,
    of_row INTEGER NOT NULL,
    sum TEXT NOT NULL,
    PRIMARY KEY (of_table, of_row)
) STRICT, WITHOUT ROWID;
