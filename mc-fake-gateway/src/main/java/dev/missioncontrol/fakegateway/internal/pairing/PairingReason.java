package dev.missioncontrol.fakegateway.internal.pairing;

/** Why a connection needs an approval. */
public enum PairingReason {
    NOT_PAIRED("not-paired"),
    METADATA_UPGRADE("metadata-upgrade"),
    ROLE_UPGRADE("role-upgrade"),
    SCOPE_UPGRADE("scope-upgrade");

    private final String wireName;

    PairingReason(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
