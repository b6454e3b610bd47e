package dev.missioncontrol.examples.dashboard.gateway;

import dev.missioncontrol.core.secret.Secret;
import java.net.URI;

/** The gateway this installation talks to: where it is, and how its owner approves us there. */
public interface GatewayPlace extends AutoCloseable {
    /** Its address. */
    URI endpoint();

    /** The shared token, shown to the gateway only until it has given us a device token. */
    Secret sharedToken();

    /** What its owner types to approve a pairing request. */
    String approveCommand(String requestId);

    @Override
    void close();
}
