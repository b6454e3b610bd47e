package dev.missioncontrol.testkit.relay;

import dev.missioncontrol.relay.GatewayRelay;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** One stage that most tests share, with a client that is there from the beginning; more stages where one must end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
abstract class Staging {
    private static final int MANY = 100;

    private @Nullable Stage shared;
    private @Nullable Bystander bystander;

    @BeforeAll
    void start() throws Exception {
        shared = stage(MANY);
        bystander = new Bystander(shared.connected());
    }

    @AfterAll
    void stop() throws IOException {
        if (bystander != null) {
            bystander.close();
        }
        if (shared != null) {
            shared.close();
        }
    }

    abstract Mounted mounted(GatewayRelay relay, MountRules rules) throws Exception;

    /** A stage for one test, which closes it. */
    final Stage stage(int mostSockets) throws Exception {
        Installation parts = new Installation();
        try {
            return new Stage(parts, mounted(parts.relay(), parts.rules(mostSockets)));
        } catch (Exception | Error failed) {
            parts.relay().close();
            parts.close();
            throw failed;
        }
    }

    final Stage shared() {
        if (shared == null) {
            throw new IllegalStateException("not started");
        }
        return shared;
    }

    final Bystander bystander() {
        if (bystander == null) {
            throw new IllegalStateException("not started");
        }
        return bystander;
    }
}
