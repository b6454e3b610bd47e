package dev.missioncontrol.fakegateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.fakegateway.FakeGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plays recorded sessions against fake gateways, line by line, and notes what is different now. */
final class Replay {
    private static final int NO_CODE = 1005;
    private static final int VANISHED = 1006;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Translation translation = new Translation();
    private final Map<String, LiveSocket> sockets = new LinkedHashMap<>();
    private final Map<String, String> methods = new HashMap<>();
    private final Set<String> devices = new HashSet<>();
    private final Map<String, Challenge> before = new HashMap<>();
    private final Map<String, Challenge> now = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<Integer, FakeGateway> gateways;
    private final SceneClock clock;
    private final Scene scene;
    private @Nullable LiveSocket spoke;
    private int compared;
    private boolean goesDown;
    private CompletableFuture<Void> comesBack = CompletableFuture.completedFuture(null);

    Replay(Scene scene, Map<Integer, FakeGateway> gateways, SceneClock clock) {
        this.scene = scene;
        this.gateways = gateways;
        this.clock = clock;
    }

    /** What is different now. */
    List<String> differences() {
        return differences;
    }

    /** How many frames, closes and HTTP answers were compared. */
    int compared() {
        return compared;
    }

    void play() {
        for (String transcript : scene.transcripts()) {
            gateways.values().forEach(Replay::approveAll);
            play(transcript);
        }
    }

    private void play(String transcript) {
        List<Line> lines = Line.of(transcript);
        lines.forEach(line -> devices.add(
                line.frame().path("params").path("device").path("id").asText()));
        long began = lines.stream()
                .filter(Line::isChallenge)
                .findFirst()
                .map(line -> line.frame().path("payload").path("ts").asLong() - line.millis())
                .orElse(0L);
        for (Line line : lines) {
            clock.reach(Instant.ofEpochMilli(began + line.millis()));
            if (!scene.leavesOut(line.connection())) {
                play(line);
            }
        }
        sockets.values().forEach(LiveSocket::close);
        sockets.clear();
        spoke = null;
    }

    /** Between two transcripts of a scene the owner approves what waits. */
    private static void approveAll(FakeGateway fake) {
        fake.pending().forEach(pending -> fake.approve(pending.requestId()));
    }

    private void play(Line line) {
        switch (line.what()) {
            case "open" -> open(line);
            case "out" -> say(line);
            case "in" -> hear(line);
            case "close" -> end(line);
            case "http" -> {
                compared++;
                same(
                        line,
                        "HTTP status",
                        line.json().path("status").asInt(),
                        socket(line).status());
            }
            default -> {}
        }
    }

    private void open(Line line) {
        comesBack.join();
        URI recorded = URI.create(line.json().path("url").asText());
        URI base = gateway(recorded).url();
        Map<String, String> headers = new LinkedHashMap<>();
        line.json()
                .path("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        try {
            String path = recorded.getRawPath() + (recorded.getRawQuery() == null ? "" : "?" + recorded.getRawQuery());
            sockets.put(line.connection(), LiveSocket.open(http, URI.create(base + path), headers));
        } catch (CompletionException nobodyListens) {
            sockets.remove(line.connection());
        }
    }

    /** What one client sent is with the gateway before another client sends, as it was in time. */
    private void say(Line line) {
        LiveSocket speaking = socket(line);
        if (spoke != null && spoke != speaking) {
            spoke.settle();
        }
        spoke = speaking;
        JsonNode frame = line.frame();
        if (frame.has("raw")) {
            socket(line).send(text(frame));
        } else {
            Challenge old = before.getOrDefault(line.connection(), new Challenge("0".repeat(36), 0));
            Challenge fresh = now.getOrDefault(line.connection(), old);
            socket(line).send(translation.request(frame, old, fresh).toString());
            methods.put(
                    line.connection() + frame.path("id").asText(),
                    frame.path("method").asText());
        }
    }

    /** What was too long to be kept is recorded with its beginning and its length. */
    private static String text(JsonNode frame) {
        String raw = frame.path("raw").asText();
        int bytes = frame.path("bytes").asInt();
        String end = "\"}}";
        return bytes == 0 ? raw : raw.substring(0, raw.length() - 1) + "x".repeat(bytes - raw.length() + 1 - 3) + end;
    }

    private void hear(Line line) {
        JsonNode recorded = line.frame();
        String event = line.event();
        if (scene.neverSends(event) || isOfAnotherSession(recorded)) {
            return;
        }
        if (event.equals("shutdown") && !goesDown) {
            goesDown = true;
            FakeGateway fake = gateways.values().iterator().next();
            boolean returns = recorded.path("payload").has("restartExpectedMs");
            comesBack = CompletableFuture.runAsync(() -> goDown(fake, returns));
        }
        if (scene.isUnserved(
                methods.getOrDefault(line.connection() + recorded.path("id").asText(), ""))) {
            return;
        }
        Predicate<JsonNode> same = event.isEmpty()
                ? frame -> frame.path("type").asText().equals("res")
                        && frame.path("id").equals(recorded.path("id"))
                : frame -> frame.path("event").asText().equals(event) && concernsTheSame(recorded, frame);
        Optional<JsonNode> heard = socket(line).next(same);
        compared++;
        if (heard.isEmpty()) {
            differences.add(line.connection() + ": nothing like " + recorded);
            return;
        }
        if (line.isChallenge()) {
            before.put(line.connection(), challenge(recorded));
            now.put(line.connection(), challenge(heard.get()));
        }
        translation.learn(recorded, heard.get());
        Likeness likeness = new Likeness(scene::knows, translation::now);
        if (isOfPairing(line)) {
            likeness.compare(recorded, heard.get(), "");
        } else {
            likeness.contain(recorded, heard.get(), "");
        }
        likeness.differences().forEach(text -> differences.add(line.connection() + ": " + text + " in " + heard.get()));
    }

    /** Pairing, logins and refusals are the fake's own business; in all else it is a smaller gateway. */
    private boolean isOfPairing(Line line) {
        String method =
                methods.getOrDefault(line.connection() + line.frame().path("id").asText(), "");
        return method.isEmpty()
                || method.equals("connect")
                || method.startsWith("device.")
                || line.frame().has("error");
    }

    /** Pairing events of everybody were recorded: some devices are in no transcript of this scene. */
    private boolean isOfAnotherSession(JsonNode recorded) {
        String device = recorded.path("payload").path("deviceId").asText();
        return recorded.has("event") && !device.isEmpty() && !devices.contains(device);
    }

    private static void goDown(FakeGateway fake, boolean returns) {
        if (returns) {
            fake.restart();
        } else {
            fake.stop();
        }
    }

    /** Several events of one name may wait: the one about the same request or device is meant. */
    private boolean concernsTheSame(JsonNode recorded, JsonNode frame) {
        String device = recorded.path("payload").path("deviceId").asText();
        return device.isEmpty()
                || translation
                        .now(device)
                        .equals(frame.path("payload").path("deviceId").asText());
    }

    private void end(Line line) {
        int code = line.json().path("code").asInt();
        if (code == NO_CODE || code == VANISHED) {
            socket(line).close();
        } else {
            compared++;
            same(
                    line,
                    "close code",
                    code,
                    scene.knows("close " + line.connection())
                            ? code
                            : socket(line).closeCode());
        }
        sockets.remove(line.connection());
    }

    private void same(Line line, String what, int recorded, int live) {
        if (recorded != live) {
            differences.add(line.connection() + ": the " + what + " is " + live + ", was " + recorded);
        }
    }

    private LiveSocket socket(Line line) {
        LiveSocket socket = sockets.get(line.connection());
        if (socket == null) {
            throw new AssertionError("no socket for " + line);
        }
        return socket;
    }

    private FakeGateway gateway(URI recorded) {
        FakeGateway gateway = gateways.get(recorded.getPort());
        if (gateway == null) {
            throw new AssertionError("no gateway at port " + recorded.getPort());
        }
        return gateway;
    }

    private static Challenge challenge(JsonNode frame) {
        JsonNode payload = frame.path("payload");
        return new Challenge(payload.path("nonce").asText(), payload.path("ts").asLong());
    }
}
