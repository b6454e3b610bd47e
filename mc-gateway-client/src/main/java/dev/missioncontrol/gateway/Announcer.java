package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewayListener;
import java.util.List;
import java.util.concurrent.Executor;

/** Tells every listener in a lane of its own, so that a slow one holds up nobody else. */
final class Announcer {
    private final List<ListenerLane> lanes;

    Announcer(List<GatewayListener> listeners, Executor threads) {
        this.lanes = listeners.stream()
                .map(listener -> new ListenerLane(listener, threads))
                .toList();
    }

    void state(GatewayState from, GatewayState to) {
        lanes.forEach(lane -> lane.tell(listener -> listener.onState(from, to)));
    }

    void gap(long expected, long received) {
        lanes.forEach(lane -> lane.tell(listener -> listener.onGap(expected, received)));
    }

    void event(String name, String payloadJson, long seq) {
        lanes.forEach(lane -> lane.event(name, payloadJson, seq));
    }
}
