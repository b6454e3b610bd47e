package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.testkit.relay.MountRules;
import dev.missioncontrol.testkit.relay.Mounted;
import dev.missioncontrol.testkit.relay.RelayContract;
import java.net.URI;

/** The server that the relay brings. */
class RelayServerContractTest extends RelayContract {

    @Override
    protected Mounted mount(GatewayRelay relay, MountRules rules) {
        RelayServer server = RelayServer.builder(relay, UpgradeGate.of(rules.guard()))
                .maxConnections(rules.mostSockets())
                .start();
        return new Mounted() {
            @Override
            public URI address() {
                return URI.create("ws://127.0.0.1:" + server.address().getPort() + "/gateway");
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
