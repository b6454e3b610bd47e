package dev.missioncontrol.examples.dashboard.gateway;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.examples.dashboard.json.Json;
import dev.missioncontrol.examples.dashboard.json.JsonFault;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.gateway.GatewayDevices;
import dev.missioncontrol.gateway.Reply;
import java.util.Map;
import java.util.Optional;

/** Who approved the backend, read from the gateway's own record of it. */
final class Approver {
    private static final String OWNER = "the gateway's owner";
    private static final Map<String, String> NAMES = Map.of(
            "owner", OWNER,
            "silent", "the gateway itself, as it does for programs on its own machine",
            "trusted-cidr", "the gateway itself, for this network",
            "ssh-verified", "the gateway itself, over SSH",
            "trusted-proxy", "the gateway's identity proxy",
            "bootstrap", "a setup code");

    private volatile String name = OWNER;

    String name() {
        return name;
    }

    /** Asks in the background; without an answer the name stays as it is. */
    void ask(GatewayDevices devices, DeviceId self) {
        devices.list().thenAccept(reply -> via(reply, self).ifPresent(via -> name = NAMES.getOrDefault(via, via)));
    }

    private static Optional<String> via(Reply reply, DeviceId self) {
        if (!(reply instanceof Reply.Result result)) {
            return Optional.empty();
        }
        try {
            return Json.object(result.json()).objects("paired").stream()
                    .filter(device -> device.optionalText("deviceId")
                            .filter(self.value()::equals)
                            .isPresent())
                    .findFirst()
                    .flatMap((JsonObject device) -> device.optionalText("approvedVia"));
        } catch (JsonFault unreadable) {
            return Optional.empty();
        }
    }
}
