package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.fakegateway.LocalPairing;
import dev.missioncontrol.testkit.gateway.GatewayUnderTest;
import dev.missioncontrol.testkit.gateway.PasswordContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The fake in password mode keeps the contract that the real gateway keeps. */
@TestInstance(Lifecycle.PER_CLASS)
final class FakePasswordContractTest extends PasswordContract {
    private final FakeGateway fake = FakeGateway.builder()
            .password(Secret.of("a password"))
            .localPairing(LocalPairing.MANUAL)
            .start();

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
