package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.fakegateway.internal.connect.Admission;
import dev.missioncontrol.fakegateway.internal.connect.ClientClass;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import dev.missioncontrol.fakegateway.internal.rpc.Release;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is connected, and who was in the last five minutes. Helpers of this machine have no row. */
final class Presence {
    private static final long KEPT_MS = Duration.ofMinutes(5).toMillis();
    private static final int MOST = 200;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final InstantSource clock;
    private final String bootId;
    private long version = 1;

    Presence(InstantSource clock, String bootId) {
        this.clock = clock;
        this.bootId = bootId;
    }

    long version() {
        return version;
    }

    /** Tells whether the list changed. */
    boolean joined(String connectionId, Admission admission) {
        ClientTraits client = admission.request().client();
        if (ClientClass.isReservedBackend(client) || ClientClass.isReservedCli(client)) {
            return false;
        }
        rows.put(connectionId, new Row(admission, clock.millis(), false));
        version++;
        return true;
    }

    /** Tells whether the list changed. */
    boolean left(String connectionId) {
        Row row = rows.get(connectionId);
        if (row == null) {
            return false;
        }
        rows.put(connectionId, new Row(row.admission, clock.millis(), true));
        version++;
        return true;
    }

    List<JsonObject> list() {
        long now = clock.millis();
        rows.values().removeIf(row -> row.gone && now - row.sinceMs > KEPT_MS);
        List<JsonObject> list = new ArrayList<>();
        list.add(self(now));
        rows.values().stream()
                .skip(Math.max(0, rows.size() - MOST))
                .map(Presence::describe)
                .forEach(list::add);
        return list;
    }

    private JsonObject self(long now) {
        return new JsonObject()
                .with("host", "fake-gateway")
                .with("version", Release.VERSION)
                .with("mode", "gateway")
                .with("reason", "self")
                .with("instanceId", bootId)
                .with("text", "Gateway: fake-gateway")
                .with("ts", now);
    }

    private static JsonObject describe(Row row) {
        ClientTraits client = row.admission.request().client();
        String name = client.displayName() == null ? client.clientId() : client.displayName();
        return new JsonObject()
                .with("host", name)
                .with("version", row.admission.request().version())
                .with("platform", client.platform())
                .with("deviceFamily", client.deviceFamily())
                .with("mode", client.clientMode())
                .with("reason", row.gone ? "disconnect" : "connect")
                .with(
                        "deviceId",
                        row.admission
                                .device()
                                .map(device -> device.id().value())
                                .orElse(null))
                .with("roles", List.of(row.admission.request().role()))
                .with("scopes", row.admission.scopes())
                .with("instanceId", row.admission.request().instanceId())
                .with("text", "Client: " + name)
                .with("ts", row.sinceMs);
    }

    private record Row(Admission admission, long sinceMs, boolean gone) {}
}
