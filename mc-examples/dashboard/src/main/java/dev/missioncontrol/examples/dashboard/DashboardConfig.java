package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.config.AuthSettings;
import dev.missioncontrol.auth.config.FirstAdmin;
import dev.missioncontrol.examples.dashboard.gateway.EmbeddedGateway;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line and the environment say.
 *
 * @param gateway the gateway to use; empty for one of the demo's own
 * @param port where the page is served on 127.0.0.1; 0 for a free port
 * @param data the folder that holds identity, tokens and database
 * @param settings what the environment says about hosts, sign-in and the first administrator; without a password, one is
 *     made and printed once
 * @param askAgain how often a backend that waits for approval asks again
 */
public record DashboardConfig(
        Optional<GatewayAddress> gateway, int port, Path data, AuthSettings settings, Duration askAgain) {
    private static final int STANDARD_PORT = 4080;
    private static final Duration STANDARD_ASK_AGAIN = Duration.ofSeconds(2);
    private static final int LAST_PORT = 65_535;

    /** Where a gateway is that runs by itself, and the file with its shared token. */
    public record GatewayAddress(URI endpoint, Path tokenFile) {}

    /**
     * Reads the command line, and the variables of {@link AuthSettings}.
     *
     * @throws IllegalArgumentException if something does not make sense; the message says what
     */
    public static DashboardConfig of(List<String> arguments, Map<String, String> environment) {
        Options options = Options.of(arguments);
        return new DashboardConfig(
                gateway(options),
                options.value("--port").map(DashboardConfig::port).orElse(STANDARD_PORT),
                options.value("--data").map(Path::of).orElse(EmbeddedGateway.STANDARD_DATA),
                AuthSettings.read(environment),
                STANDARD_ASK_AGAIN);
    }

    /** Who the first run makes administrator. */
    public FirstAdmin firstAdmin() {
        return settings.firstAdmin();
    }

    private static Optional<GatewayAddress> gateway(Options options) {
        Optional<URI> endpoint = options.value("--gateway").map(DashboardConfig::endpoint);
        Optional<Path> file = options.value("--token-file").map(Path::of);
        if (endpoint.isPresent() != file.isPresent()) {
            throw new IllegalArgumentException("--gateway and --token-file go together");
        }
        return endpoint.map(uri -> new GatewayAddress(uri, file.orElseThrow()));
    }

    private static URI endpoint(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("ws", "wss").contains(uri.getScheme())) {
            throw new IllegalArgumentException("--gateway takes an address like ws://127.0.0.1:18789");
        }
        return uri;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > LAST_PORT) {
            throw new IllegalArgumentException("--port takes a number from 0 to " + LAST_PORT);
        }
        return Integer.parseInt(text);
    }

    /** The words of a command line, as names with one value each. */
    private record Options(Map<String, String> values) {
        private static final List<String> KNOWN = List.of("--gateway", "--token-file", "--port", "--data");

        static Options of(List<String> arguments) {
            Map<String, String> values = new HashMap<>();
            Deque<String> rest = new ArrayDeque<>(arguments);
            while (!rest.isEmpty()) {
                String name = rest.pop();
                if (!KNOWN.contains(name)) {
                    throw new IllegalArgumentException("unknown argument; known are " + String.join(", ", KNOWN));
                }
                if (rest.isEmpty() || values.put(name, rest.pop()) != null) {
                    throw new IllegalArgumentException(name + " takes one value");
                }
            }
            return new Options(values);
        }

        Optional<String> value(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }
}
