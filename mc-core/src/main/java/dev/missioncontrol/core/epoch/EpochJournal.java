package dev.missioncontrol.core.epoch;

import java.util.List;

/** Where revocations can be read in commit order. Implementations are thread-safe; calls may block. */
public interface EpochJournal {
    /** The epoch of the latest committed revocation. */
    Epoch current();

    /** The revocations after {@code epoch}, oldest first, without holes. */
    List<EpochEntry> after(Epoch epoch);
}
