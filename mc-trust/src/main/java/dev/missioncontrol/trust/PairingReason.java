package dev.missioncontrol.trust;

import java.util.Locale;

/** Why a pairing is asked for. May grow: keep a default branch. */
public enum PairingReason {
    /** Nothing is on record. */
    NOT_PAIRED,
    /** The record does not cover the client role. */
    ROLE_UPGRADE,
    /** The record does not cover the scopes. */
    SCOPE_UPGRADE,
    /** Platform or device family changed since approval. */
    METADATA_UPGRADE,
    /** The device is paired for another user. */
    OTHER_HOLDER,
    /** Paired, but fewer people approved it than the policy wants. */
    MORE_APPROVALS;

    /** The gateway's name on the wire, such as {@code not-paired}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
