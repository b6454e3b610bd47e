package dev.missioncontrol.relay.internal.desk;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.ClientProfile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The backend's own device as clients see it in the list: marked, and nobody's to change. It is in every presence list
 * of the gateway, and a page that does not find it among the devices calls it a stranger.
 *
 * @param scopes what the gateway lets it do
 */
public record BackendCard(DeviceIdentity identity, ClientProfile profile, Supplier<Set<Scope>> scopes) {
    static final String MARK = " (this server)";

    boolean is(DeviceId device) {
        return identity.id().equals(device);
    }

    Map<String, Object> summary() {
        Collection<String> may =
                scopes.get().stream().map(Scope::value).sorted().toList();
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("deviceId", identity.id().value());
        card.put("publicKey", identity.key().text());
        card.put("displayName", profile.displayName() + MARK);
        card.put("platform", profile.platform());
        card.put("deviceFamily", profile.deviceFamily());
        card.put("clientId", profile.id());
        card.put("clientMode", profile.mode());
        card.put("role", "operator");
        card.put("roles", List.of("operator"));
        card.put("scopes", may);
        card.put("approvedVia", "owner");
        card.put("connected", true);
        card.put("backend", true);
        card.put("tokens", List.of());
        return card;
    }
}
