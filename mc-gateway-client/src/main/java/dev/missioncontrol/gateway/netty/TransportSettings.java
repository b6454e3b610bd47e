package dev.missioncontrol.gateway.netty;

import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * What all sockets of a transport share.
 *
 * @param tls whom to trust
 * @param nameRule whether the certificate must name the host
 * @param plaintext who may be spoken to without TLS
 * @param patience for each of connecting, TLS and upgrade
 * @param messageDeadline from the first byte of a message to its last
 * @param writeDeadline how long the peer may take nothing
 */
record TransportSettings(
        SSLContext tls,
        NameRule nameRule,
        PlaintextRule plaintext,
        Duration patience,
        Duration messageDeadline,
        Duration writeDeadline) {

    /** Who may be spoken to without TLS. */
    enum PlaintextRule {
        LOOPBACK_ONLY,
        ANYBODY
    }

    /** What ties a certificate to the gateway. */
    enum NameRule {
        HOST_NAME,
        PIN
    }
}
