package dev.missioncontrol.core.epoch;

import java.util.List;

/** Where revocations can be read in commit order. Implementations are thread-safe; calls may block. */
public interface EpochJournal {
    /** The epoch of the latest committed revocation. */
    Epoch current();

    /** The revocations after {@code epoch}, oldest first, without holes. */
    List<EpochEntry> after(Epoch epoch);

    /**
     * Asks for a notice behind each commit of this process that raised the epoch. It runs on the committing thread, must
     * not block, and only shortens the wait of whoever reads the journal anyway.
     */
    void onRaise(Runnable notice);
}
