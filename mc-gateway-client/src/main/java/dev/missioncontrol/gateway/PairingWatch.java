package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.spi.GatewayListener;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A listener that hears of pairings alone. Both call-backs come from the listener's own thread, in order.
 *
 * @param events hears each pairing event
 * @param stale is run when events may have been missed: after each connect and at each gap; list the devices anew
 */
public record PairingWatch(Consumer<PairingEvent> events, Runnable stale) implements GatewayListener {
    public PairingWatch {
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(stale, "stale");
    }

    @Override
    public void onState(GatewayState from, GatewayState to) {
        if (to instanceof GatewayState.Ready) {
            stale.run();
        }
    }

    @Override
    public void onEvent(String name, String payloadJson) {
        PairingEvent.of(name, payloadJson).ifPresent(events);
    }

    @Override
    public void onGap(long expected, long received) {
        stale.run();
    }
}
