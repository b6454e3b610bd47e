package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.examples.dashboard.gateway.EmbeddedGateway;
import dev.missioncontrol.fakegateway.FakeGateway;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dashboard on its embedded parts, in this process, on a free port. */
final class Demo implements AutoCloseable {
    static final String ADMIN = "ada";
    static final String PASSWORD = "correct horse battery";

    private final Path data;
    private final Dashboard dashboard;

    private Demo(Path data, Dashboard dashboard) {
        this.data = data;
        this.dashboard = dashboard;
    }

    static Demo start(Path data) {
        return start(data, Map.of());
    }

    /** With more in the environment than the first administrator. */
    static Demo start(Path data, Map<String, String> more) {
        return start(data, 0, more);
    }

    /** On a port that others have to know before it starts. */
    static Demo start(Path data, int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("AUTH_USER", ADMIN, "AUTH_PASS", PASSWORD));
        environment.putAll(more);
        DashboardConfig config = new DashboardConfig(
                Optional.empty(), port, data, AuthSettings.read(environment), Duration.ofMillis(100));
        return new Demo(data, Dashboard.start(config));
    }

    /** Approves whatever waits at the gateway, with the printed command; what the command prints. */
    String approve(String... requestId) throws InterruptedException {
        List<String> words = new java.util.ArrayList<>(List.of("approve", "--data", data.toString()));
        words.addAll(List.of(requestId));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        GatewayCommand.of(words, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    URI page() {
        return dashboard.address();
    }

    Laptop laptop() {
        return new Laptop(page());
    }

    /** A laptop on which somebody has signed in. */
    Laptop signedIn(String name, String password) throws Exception {
        Laptop laptop = laptop();
        Heard heard = laptop.signIn(name, password);
        if (heard.status() != 200) {
            throw new AssertionError("sign-in answered " + heard);
        }
        return laptop;
    }

    FakeGateway gateway() {
        return ((EmbeddedGateway) dashboard.gateway()).gateway();
    }

    @Override
    public void close() {
        dashboard.close();
    }
}
