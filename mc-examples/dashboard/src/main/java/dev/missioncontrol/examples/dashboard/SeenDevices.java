package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.relay.RelayListener;
import dev.missioncontrol.relay.RelayedClient;
import dev.missioncontrol.trust.Devices;

/** Notes when a paired device was here, for people to find the ones nobody uses any more. */
record SeenDevices(Devices devices) implements RelayListener {
    @Override
    public void onConnected(RelayedClient client) {
        if (client.device() != null) {
            devices.seen(client.device());
        }
    }
}
