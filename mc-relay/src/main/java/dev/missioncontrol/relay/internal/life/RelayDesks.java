package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.relay.internal.desk.BackendCard;
import dev.missioncontrol.relay.internal.desk.Registry;
import dev.missioncontrol.trust.DeviceTokens;
import dev.missioncontrol.trust.Devices;
import dev.missioncontrol.trust.PairingDesk;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the embedder's devices are managed. */
public record RelayDesks(PairingDesk pairing, Devices devices, DeviceTokens tokens) {
    public RelayDesks {
        Objects.requireNonNull(pairing, "pairing");
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(tokens, "tokens");
    }

    Registry registry(BackendCard backend, Collection<RelaySession> sessions) {
        return new Registry(
                pairing,
                devices,
                tokens,
                backend,
                () -> sessions.stream()
                        .map(RelaySession::client)
                        .flatMap(Optional::stream)
                        .map(client -> Optional.ofNullable(client.device()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }
}
