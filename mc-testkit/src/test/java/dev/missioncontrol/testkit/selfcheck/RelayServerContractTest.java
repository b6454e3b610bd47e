package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.UpgradeGate;
import dev.missioncontrol.testkit.relay.MountRules;
import dev.missioncontrol.testkit.relay.Mounted;
import dev.missioncontrol.testkit.relay.RelayContract;

/** The server that the relay brings. */
class RelayServerContractTest extends RelayContract {

    @Override
    protected Mounted mount(GatewayRelay relay, MountRules rules) {
        return BrokenMountings.server(relay, UpgradeGate.of(rules.guard()), rules.mostSockets());
    }
}
