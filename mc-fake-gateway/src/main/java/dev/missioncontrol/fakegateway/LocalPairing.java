package dev.missioncontrol.fakegateway;

/** What happens when a new device of this machine connects with the shared token. */
public enum LocalPairing {
    /** It is approved at once, as the gateway does by default. */
    SILENT,
    /** A person must approve it ({@code gateway.nodes.pairing.autoApproveLocal: false}). */
    MANUAL
}
