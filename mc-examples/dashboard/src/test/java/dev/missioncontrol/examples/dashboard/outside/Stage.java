package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.identity.Role;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** A real gateway with one session, the dashboard that stands before it, and a tap on the wire between them. */
final class Stage implements Closeable {
    /** The label of the one session. */
    static final String SESSION = "First light";

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Deque<Closeable> open = new ArrayDeque<>();
    private final RealGateway gateway;
    private final Wiretap tap;
    private final Demo demo;
    private final String adminPassword;

    private Stage(RealGateway gateway, Wiretap tap, Demo demo, String adminPassword) {
        this.gateway = opened(gateway);
        this.tap = opened(tap);
        this.demo = opened(demo);
        this.adminPassword = adminPassword;
    }

    /** Starts everything; the backend then waits for its approval. */
    static Stage set(OutsideTools tools, Path folder, Evidence evidence) throws IOException {
        RealGateway gateway = RealGateway.start(tools, folder.resolve("gateway"), evidence.file("gateway.log"));
        Wiretap tap = Wiretap.on(gateway.url());
        Path tokenFile = folder.resolve("gateway-token");
        String password = UUID.randomUUID().toString();
        Path log = evidence.file("dashboard.log");
        Stage stage = new Stage(
                gateway, tap, new Demo(tap.endpoint(), tokenFile, folder.resolve("data"), log, password), password);
        try {
            gateway.createSession(SESSION);
            gateway.writeToken(tokenFile);
            stage.demo.start();
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    RealGateway gateway() {
        return gateway;
    }

    Wiretap tap() {
        return tap;
    }

    Demo demo() {
        return demo;
    }

    String adminPassword() {
        return adminPassword;
    }

    /** The administrator at the HTTP API. */
    Person admin() throws IOException, InterruptedException {
        return Person.signIn(demo.page(), Demo.ADMIN, adminPassword);
    }

    /** Lets the administrator add somebody who may look, and tells the password. */
    String addViewer(String name) throws IOException, InterruptedException {
        return add(name, Role.VIEWER);
    }

    /** Lets the administrator add somebody, and tells the password. */
    String add(String name, Role role) throws IOException, InterruptedException {
        String password = UUID.randomUUID().toString();
        admin().post(
                        "/api/users",
                        new ObjectMapper()
                                .createObjectNode()
                                .put("username", name)
                                .put("password", password)
                                .put("role", role.wireName()));
        return password;
    }

    /** The id of the one request that waits at the gateway. */
    String pendingRequest() {
        return gateway.devices().at("/pending/0/requestId").asText();
    }

    /** Approves the backend and waits until it says that it is paired. */
    void approveBackend() throws IOException, InterruptedException {
        gateway.approve(pendingRequest());
        Person admin = admin();
        Patience.untilTrue("the backend is not paired", SOON, () -> admin.reads("/api/trust", "state", "paired"));
    }

    /** Makes sure that {@code resource} is closed before what is open already; the last opened is closed first. */
    <T extends Closeable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
