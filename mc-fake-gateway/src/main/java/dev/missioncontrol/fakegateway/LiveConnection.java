package dev.missioncontrol.fakegateway;

import dev.missioncontrol.core.identity.DeviceId;
import java.util.List;
import java.util.Optional;

/**
 * A connection that has logged in.
 *
 * @param id the gateway's id for it ({@code server.connId} in the hello)
 * @param clientId {@code client.id} as sent
 * @param clientMode {@code client.mode} as sent
 * @param role {@code operator} or {@code node}
 * @param scopes what this connection may do
 * @param device the proven device, if it presented one
 * @param user the person a trusted proxy named, if one did
 */
public record LiveConnection(
        String id,
        String clientId,
        String clientMode,
        String role,
        List<String> scopes,
        Optional<DeviceId> device,
        Optional<String> user) {
    public LiveConnection {
        scopes = List.copyOf(scopes);
    }
}
