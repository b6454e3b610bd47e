package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.PairingEvents;
import dev.missioncontrol.fakegateway.internal.pairing.PendingRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Turns what happens in the pairing book into events. */
final class PairingNews implements PairingEvents {
    private final Lines lines;
    private final InstantSource clock;
    private final List<BiConsumer<PendingRequest, Decision>> others = new ArrayList<>();

    PairingNews(Lines lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    void alsoTell(BiConsumer<PendingRequest, Decision> other) {
        others.add(other);
    }

    @Override
    public void requested(PendingRequest request) {
        lines.broadcast("device.pair.requested", request.summary());
    }

    @Override
    public void resolved(PendingRequest request, Decision decision) {
        lines.broadcast(
                "device.pair.resolved",
                new JsonObject()
                        .with("requestId", request.requestId())
                        .with("deviceId", request.deviceId())
                        .with("decision", decision.wireName())
                        .with("ts", clock.millis()));
        others.forEach(other -> other.accept(request, decision));
    }

    @Override
    public void changed() {
        lines.broadcast("device.pair.changed", new JsonObject());
    }
}
