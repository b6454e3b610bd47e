package dev.missioncontrol.relay;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Subject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client that is connected to the gateway through the relay.
 *
 * @param connectionId names this connection in the audit log
 * @param subject who it is
 * @param device the device that proved its key, if it did
 * @param clientId the program, as it says
 * @param clientMode its mode, as it says
 * @param access what the connection may do
 * @param address the best known address of the client
 * @param since when the gateway let it in
 */
public record RelayedClient(
        String connectionId,
        Subject subject,
        @Nullable DeviceId device,
        String clientId,
        String clientMode,
        Access access,
        InetAddress address,
        Instant since) {
    public RelayedClient {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientMode, "clientMode");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(since, "since");
    }
}
