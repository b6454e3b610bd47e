package dev.missioncontrol.gateway;

import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps device tokens until the process ends. Thread-safe. */
public final class InMemoryGatewayTokenStore implements GatewayTokenStore {
    private final Map<Key, StoredToken> tokens = new ConcurrentHashMap<>();

    /** An empty store. */
    public InMemoryGatewayTokenStore() {}

    @Override
    public Optional<StoredToken> find(String gateway, DeviceId device, ClientRole role) {
        return Optional.ofNullable(tokens.get(new Key(gateway, device, role)));
    }

    @Override
    public void save(String gateway, DeviceId device, ClientRole role, StoredToken token) {
        tokens.put(new Key(gateway, device, role), token);
    }

    @Override
    public void forget(String gateway, DeviceId device, ClientRole role) {
        tokens.remove(new Key(gateway, device, role));
    }

    private record Key(String gateway, DeviceId device, ClientRole role) {}
}
