package dev.missioncontrol.fakegateway.internal.pairing;

/** What a presented device token is worth. */
public enum TokenVerdict {
    GOOD,
    MISMATCH,
    TOO_NARROW
}
