package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.fakegateway.LocalPairing;
import dev.missioncontrol.testkit.gateway.GatewayContract;
import dev.missioncontrol.testkit.gateway.GatewayUnderTest;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The fake keeps the contract that the real gateway keeps. */
@TestInstance(Lifecycle.PER_CLASS)
final class FakeGatewayContractTest extends GatewayContract {
    private final FakeGateway fake =
            FakeGateway.builder().localPairing(LocalPairing.MANUAL).start();

    @AfterAll
    void stop() {
        fake.close();
    }

    @Override
    protected GatewayUnderTest gateway() {
        return new GatewayUnderTest() {
            @Override
            public URI url() {
                return fake.url();
            }

            @Override
            public Secret sharedToken() {
                return fake.sharedToken();
            }

            @Override
            public void approve(String requestId) {
                fake.approve(requestId);
            }

            @Override
            public void remove(String deviceId) {
                fake.remove(deviceId);
            }

            @Override
            public void restart() {
                fake.restart();
            }
        };
    }
}
