package dev.missioncontrol.trust;

import java.time.Instant;
import java.util.Objects;

/**
 * What is left of a revoked device that was forgotten. It may ask as a new one, is never approved automatically, and
 * people see this history when it asks.
 *
 * @param revokedAt when it was revoked
 * @param forgottenAt when it was forgotten
 * @param forgottenBy who forgot it, as in the audit log
 */
public record Tombstone(Instant revokedAt, Instant forgottenAt, String forgottenBy) {
    public Tombstone {
        Objects.requireNonNull(revokedAt, "revokedAt");
        Objects.requireNonNull(forgottenAt, "forgottenAt");
        Objects.requireNonNull(forgottenBy, "forgottenBy");
    }
}
