package dev.missioncontrol.examples.dashboard.outside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.testkit.gateway.GatewayUnderTest;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A real OpenClaw gateway of this suite's own: headless, on a free loopback port, in a folder that the test throws away.
 *
 * <p>It approves nothing by itself ({@code gateway.nodes.pairing.autoApproveLocal} is off), so that a pairing in its list
 * is one that somebody approved.
 */
final class RealGateway implements GatewayUnderTest, Closeable {
    /** The field that carries a person's name where proxies are trusted. */
    static final String USER_HEADER = "x-forwarded-user";

    /** The one origin that pages may have where proxies are trusted. */
    static final String LISTED_ORIGIN = "https://front.example";

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);

    private final OpenClaw openclaw;
    private final Path log;
    private final int port;
    private final Secret token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process process;

    private RealGateway(OpenClaw openclaw, Path log, int port, Secret token) throws IOException {
        this.openclaw = openclaw;
        this.log = log;
        this.port = port;
        this.token = token;
        this.process = launch();
    }

    /** Starts a gateway and waits until it is ready; its output goes to {@code log}. */
    static RealGateway start(OutsideTools tools, Path home, Path log) throws IOException {
        return start(tools, home, log, (gateway, secret) -> {});
    }

    /** The same with the Control UI, which browsers load through somebody else. */
    static RealGateway startWithControlUi(OutsideTools tools, Path home, Path log) throws IOException {
        return start(
                tools,
                home,
                log,
                (gateway, secret) -> gateway.putObject("controlUi").put("enabled", true));
    }

    /** The same with the Control UI, for proxies on this machine that name the person in {@link #USER_HEADER}. */
    static RealGateway startTrustingProxies(OutsideTools tools, Path home, Path log) throws IOException {
        return start(tools, home, log, RealGateway::trustProxies);
    }

    /** The same, asking for a password: {@link #sharedToken()} is it. */
    static RealGateway startWithPassword(OutsideTools tools, Path home, Path log) throws IOException {
        return start(
                tools,
                home,
                log,
                (gateway, secret) ->
                        gateway.putObject("auth").put("mode", "password").put("password", secret));
    }

    /**
     * The password and the approval of what is local are for the gateway's own command line, which has no proxy. What
     * comes through a proxy is not local.
     */
    private static void trustProxies(ObjectNode gateway, String secret) {
        ObjectNode auth = gateway.putObject("auth").put("mode", "trusted-proxy").put("password", secret);
        ObjectNode proxy = auth.putObject("trustedProxy").put("userHeader", USER_HEADER);
        proxy.putArray("requiredHeaders").add("x-forwarded-proto");
        proxy.put("allowLoopback", true);
        gateway.putArray("trustedProxies").add("127.0.0.1");
        gateway.putObject("nodes").putObject("pairing").put("autoApproveLocal", true);
        ObjectNode page = gateway.putObject("controlUi").put("enabled", true);
        page.putArray("allowedOrigins").add(LISTED_ORIGIN);
    }

    private static RealGateway start(OutsideTools tools, Path home, Path log, BiConsumer<ObjectNode, String> settings)
            throws IOException {
        int port = freePort();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        OpenClaw openclaw = OpenClaw.in(home, tools, configuration(port, token, settings));
        Files.deleteIfExists(log);
        RealGateway gateway = new RealGateway(openclaw, log, port, Secret.of(token));
        gateway.awaitReady(1);
        return gateway;
    }

    private static ObjectNode configuration(int port, String token, BiConsumer<ObjectNode, String> settings) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ObjectNode gateway = root.putObject("gateway");
        gateway.put("mode", "local").put("port", port).put("bind", "loopback");
        gateway.putObject("auth").put("mode", "token").put("token", token);
        gateway.putObject("controlUi").put("enabled", false);
        gateway.putObject("nodes").putObject("pairing").put("autoApproveLocal", false);
        settings.accept(gateway, token);
        return root;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public URI url() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    @Override
    public Secret sharedToken() {
        return token;
    }

    /** The folder with its own records. */
    Path state() {
        return openclaw.state();
    }

    @Override
    public void approve(String requestId) {
        succeed("devices", "approve", requestId, "--json");
    }

    @Override
    public void remove(String deviceId) {
        succeed("devices", "remove", deviceId, "--json");
    }

    /** Its own list: an object with {@code pending} and {@code paired}. */
    JsonNode devices() {
        return json(run("devices", "list", "--json"));
    }

    /** The ids of the devices in it but its own command line's. */
    List<String> strangers() {
        return StreamSupport.stream(devices().path("paired").spliterator(), false)
                .filter(device -> !device.path("clientId").asText().equals("cli"))
                .map(device -> device.path("deviceId").asText())
                .toList();
    }

    /** Makes a session of this label, so that there is something to see. */
    void createSession(String label) {
        call("sessions.create", new ObjectMapper().createObjectNode().put("label", label));
    }

    /** Calls a method with its own command line, past everybody; the answer. */
    JsonNode call(String method, ObjectNode parameters) {
        return json(run("gateway", "call", method, "--json", "--params", parameters.toString()));
    }

    /** Writes its shared token into a file that only we can read. */
    void writeToken(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token.reveal());
    }

    /** The program, for its other commands. */
    OpenClaw openclaw() {
        return openclaw;
    }

    /** Tells it to restart by itself, in its own process (SIGUSR2). */
    @Override
    public void restart() {
        long before = timesReady();
        try {
            Finished.of(new ProcessBuilder("kill", "-USR2", Long.toString(process.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        awaitReady(before + 1);
    }

    /** Starts it after a stop, on the same port with the same records. */
    void startAgain() {
        long before = timesReady();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady(before + 1);
    }

    /** Stops it and returns when it and its helper processes are gone. */
    void stop() {
        try {
            Stopping.stop(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private Process launch() throws IOException {
        Process started = openclaw.command("gateway", "run", "--port", Integer.toString(port))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        return started;
    }

    private void awaitReady(long times) {
        try {
            Patience.untilTrue("the gateway did not become ready, see " + log, START, () -> isReady(times));
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private boolean isReady(long times) {
        if (!process.isAlive()) {
            throw new IllegalStateException("the gateway ended with status " + process.exitValue() + ", see " + log);
        }
        return timesReady() >= times && answersReady();
    }

    /** How often it has said in its log that it is ready. */
    private long timesReady() {
        try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.of()) {
            return lines.filter(line -> line.endsWith("[gateway] ready")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answersReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                .timeout(ONE_ANSWER)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void succeed(String... arguments) {
        checked(run(arguments));
    }

    private static Finished checked(Finished finished) {
        if (finished.status() != 0) {
            throw new IllegalStateException("the gateway's own command failed: " + finished.errors());
        }
        return finished;
    }

    private static JsonNode json(Finished finished) {
        try {
            return new ObjectMapper().readTree(checked(finished).output());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + finished.errors(), e);
        }
    }

    private Finished run(String... arguments) {
        try {
            return Finished.of(openclaw.command(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
