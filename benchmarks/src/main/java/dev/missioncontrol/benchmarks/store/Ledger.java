package dev.missioncontrol.benchmarks.store;

/** Keeps who may what, each change on disk together with a record of it. */
interface Ledger extends AutoCloseable {
    /** Changes one of the rows. */
    void change(int row);

    /** How many changes there were. */
    long changes();

    @Override
    void close();
}
