package dev.missioncontrol.auth.config;

/** Which transport requests may come by. */
public enum TransportRule {
    /** Any. Session cookies still exist over TLS and on loopback hosts alone. */
    ANY,
    /** TLS, but for loopback hosts. */
    TLS
}
