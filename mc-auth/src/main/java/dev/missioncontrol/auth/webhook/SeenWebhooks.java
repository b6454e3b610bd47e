package dev.missioncontrol.auth.webhook;

import java.time.Instant;

/**
 * Remembers which messages were accepted. Where a restart within minutes must not let one in again, keep them in a
 * store. Thread-safe.
 */
@FunctionalInterface
public interface SeenWebhooks {

    /**
     * Notes an id, and tells whether it is the first time.
     *
     * @param now the present time
     * @param until when the id may be forgotten: a message of that id is too old then
     * @return true for exactly one caller; false also if it cannot be noted
     */
    boolean isFirst(String id, Instant now, Instant until);
}
