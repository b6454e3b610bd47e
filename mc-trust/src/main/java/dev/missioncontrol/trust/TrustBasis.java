package dev.missioncontrol.trust;

/** What a granted connection rests on. May grow: keep a default branch. */
public enum TrustBasis {
    /** The device's own pairing. */
    DEVICE,
    /** The signed-in user's pairing. */
    USER,
    /** The backend's pairing with the gateway. */
    BACKEND,
    /** A process of this machine on a listener marked for it. */
    LOOPBACK,
    /** A policy of the embedder's own. */
    CUSTOM
}
