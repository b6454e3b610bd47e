package dev.missioncontrol.testkit.gateway;

import dev.missioncontrol.core.secret.Secret;
import java.net.URI;

/**
 * A running gateway in token mode on a loopback address that approves nobody by itself
 * ({@code gateway.nodes.pairing.autoApproveLocal: false}).
 *
 * <p>Its owner's commands may be slow: a command line takes seconds. Every method returns when the gateway has carried
 * it out and throws when it could not.
 */
public interface GatewayUnderTest {
    /** Where it listens: {@code ws://host:port}. */
    URI url();

    /** Its shared token. */
    Secret sharedToken();

    /** Approves a pairing request with the owner's authority. */
    void approve(String requestId);

    /** Removes a paired device with the owner's authority. */
    void remove(String deviceId);

    /** Restarts it with a promise to come back, and returns when it answers again at the same place. */
    void restart();
}
