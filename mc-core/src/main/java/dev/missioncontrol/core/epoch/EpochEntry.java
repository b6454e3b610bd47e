package dev.missioncontrol.core.epoch;

import java.time.Instant;
import java.util.Objects;

/**
 * One revocation in commit order.
 *
 * @param epoch its number
 * @param revocation what lost its trust
 * @param at when it was committed
 */
public record EpochEntry(Epoch epoch, Revocation revocation, Instant at) {
    public EpochEntry {
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(revocation, "revocation");
        Objects.requireNonNull(at, "at");
    }
}
