package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
import dev.missioncontrol.relay.UpgradeVerdict;
import dev.missioncontrol.relay.netty.RelayServer;
import dev.missioncontrol.testkit.relay.MountRules;
import dev.missioncontrol.testkit.relay.Mounted;
import dev.missioncontrol.testkit.relay.RelayContract;
import java.net.URI;

/** Mountings with one fault each, and one without. */
final class BrokenMountings {
    private BrokenMountings() {}

    static class Sound extends RelayContract {
        @Override
        protected Mounted mount(GatewayRelay relay, MountRules rules) {
            return new FaultyWire(server(relay, UpgradeGate.of(rules.guard()), rules.mostSockets()), FaultyWire::asIs);
        }
    }

    static class SplittingCharacters extends RelayContract {
        @Override
        protected Mounted mount(GatewayRelay relay, MountRules rules) {
            return new FaultyWire(
                    server(relay, UpgradeGate.of(rules.guard()), rules.mostSockets()), FaultyWire::mangled);
        }
    }

    static class HoardingForSlowReaders extends RelayContract {
        @Override
        protected Mounted mount(GatewayRelay relay, MountRules rules) {
            return new FaultyWire(
                    server(relay, UpgradeGate.of(rules.guard()), rules.mostSockets()), FaultyWire::hoarded);
        }
    }

    static class LettingAnybodyIn extends RelayContract {
        @Override
        protected Mounted mount(GatewayRelay relay, MountRules rules) {
            return server(relay, upgrade -> new UpgradeVerdict.Admit(), rules.mostSockets());
        }
    }

    static class CountingNobody extends RelayContract {
        @Override
        protected Mounted mount(GatewayRelay relay, MountRules rules) {
            return server(relay, UpgradeGate.of(rules.guard()), 1_000);
        }
    }

    static Mounted server(GatewayRelay relay, UpgradeGate gate, int mostSockets) {
        RelayServer server =
                RelayServer.builder(relay, gate).maxConnections(mostSockets).start();
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
