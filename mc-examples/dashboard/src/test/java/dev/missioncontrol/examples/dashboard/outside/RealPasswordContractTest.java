package dev.missioncontrol.examples.dashboard.outside;

import dev.missioncontrol.testkit.gateway.GatewayUnderTest;
import dev.missioncontrol.testkit.gateway.PasswordContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract that the fake gateway keeps in password mode is what the real one does. */
@Tag("outside")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealPasswordContractTest extends PasswordContract {
    private RealGateway real;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path log = Evidence.of(RealPasswordContractTest.class).file("gateway.log");
        real = RealGateway.startWithPassword(OutsideTools.fromEnvironment(), folder, log);
    }

    @AfterAll
    void stop() {
        real.close();
    }

    @Override
    protected GatewayUnderTest gateway() {
        return real;
    }
}
