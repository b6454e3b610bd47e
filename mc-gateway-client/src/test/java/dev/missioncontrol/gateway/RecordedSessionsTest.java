package dev.missioncontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.scripted.MemoryLine;
import dev.missioncontrol.gateway.spi.GatewayListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every connection of the transcripts of OpenClaw 2026.9.6 that got its hello: what the gateway sent is fed to a client,
 * and its states, replies, events and gaps are those the frames call for. Refused connections are the matter of
 * {@link RecordedRefusalsTest}.
 */
@Timeout(300)
class RecordedSessionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long PATIENCE_SECONDS = 20;
    private static final Set<String> ONLY_REFUSED = Set.of("21-remote-pending-for-cli-before.jsonl");

    private BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    /** An event, by its name and what it says. */
    private record Heard(String name, String payload) {}

    /** A hole in the numbers. */
    private record Gap(long expected, long received) {}

    static List<Path> transcripts() throws Exception {
        URI folder = Objects.requireNonNull(RecordedSessionsTest.class.getResource("/transcripts"))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void session_whenFedToAClient_isUnderstood(Path transcript) throws Exception {
        int played = 0;
        for (List<JsonNode> lines : connections(transcript)) {
            if (lines.stream().anyMatch(RecordedSessionsTest::isHello)) {
                play(lines);
                played++;
            }
        }
        assertThat(played == 0)
                .isEqualTo(ONLY_REFUSED.contains(transcript.getFileName().toString()));
    }

    /** The lines of each connection; a label that opens again is another one. */
    private static List<List<JsonNode>> connections(Path transcript) throws IOException {
        List<List<JsonNode>> all = new ArrayList<>();
        Map<String, List<JsonNode>> open = new LinkedHashMap<>();
        for (String text : Files.readAllLines(transcript)) {
            JsonNode line = JSON.readTree(text);
            String label = line.path("conn").asText();
            if (line.path("dir").asText().equals("open")) {
                List<JsonNode> fresh = new ArrayList<>();
                open.put(label, fresh);
                all.add(fresh);
            } else {
                open.computeIfAbsent(label, never -> new ArrayList<>()).add(line);
            }
        }
        return all;
    }

    private void play(List<JsonNode> lines) throws Exception {
        heard = new LinkedBlockingQueue<>();
        MemoryLine.Exchange exchange = new MemoryLine.Exchange();
        JsonNode params = lines.stream()
                .map(line -> line.path("frame"))
                .filter(frame -> frame.path("method").asText().equals("connect"))
                .findFirst()
                .orElseThrow()
                .path("params");
        try (GatewayClient client = client(exchange, params)) {
            client.start();
            MemoryLine socket = exchange.accept();
            List<Object> expected = feed(client, socket, lines, asked(params));
            assertThat(expected).isNotEmpty();
        }
    }

    private GatewayClient client(MemoryLine.Exchange exchange, JsonNode params) {
        BlockingQueue<Object> own = heard;
        ClientProfile profile = ClientProfile.backend("Recorded", "1.0.0").toBuilder()
                .client(
                        params.path("client").path("id").asText(),
                        params.path("client").path("mode").asText())
                .build();
        return GatewayClient.builder(URI.create("ws://127.0.0.1:1"), DeviceIdentity.ofSeed(new byte[32]))
                .transport(exchange)
                .profile(profile)
                .access(asked(params))
                .maxPendingCalls(64)
                .listener(new GatewayListener() {
                    @Override
                    public void onState(GatewayState from, GatewayState to) {
                        own.add(to);
                    }

                    @Override
                    public void onEvent(String name, String payloadJson) {
                        own.add(new Heard(name, payloadJson));
                    }

                    @Override
                    public void onGap(long due, long received) {
                        own.add(new Gap(due, received));
                    }
                })
                .build();
    }

    private static Access asked(JsonNode params) {
        ClientRole role = params.path("role").asText().equals("node") ? ClientRole.NODE : ClientRole.OPERATOR;
        return new Access(role, scopes(params));
    }

    private static Set<Scope> scopes(JsonNode with) {
        Set<Scope> scopes = new HashSet<>();
        with.path("scopes").forEach(scope -> scopes.add(new Scope(scope.asText())));
        return scopes;
    }

    /** Feeds all, and checks what is heard up to the end of the connection. */
    private List<Object> feed(GatewayClient client, MemoryLine socket, List<JsonNode> lines, Access asked)
            throws Exception {
        Map<String, Deque<Pending>> calls = new HashMap<>();
        List<Object> expected = new ArrayList<>(List.of(new GatewayState.Connecting(), new GatewayState.Proving()));
        long nextSeq = 1;
        int closeCode = 1006;
        boolean welcomed = false;
        for (JsonNode line : lines) {
            JsonNode frame = line.path("frame");
            String direction = line.path("dir").asText();
            if (direction.equals("close")) {
                closeCode = line.path("code").asInt();
            } else if (direction.equals("out")
                    && welcomed
                    && !frame.path("method").asText().isEmpty()) {
                ask(client, socket, frame, calls);
            } else if (direction.equals("in") && isHello(line)) {
                welcomed = true;
                if (!takesHello(socket, frame, asked)) {
                    expected.add(new GatewayState.Closed(CloseReason.HELLO_EXCEEDS_REQUEST));
                    hears(expected);
                    return expected;
                }
                expected.add(new GatewayState.Ready(new Access(asked.role(), scopes(auth(frame))), version(frame)));
                assertThat(client.awaitReady(LONG)).isTrue();
            } else if (direction.equals("in") && frame.path("type").asText().equals("res")) {
                answer(socket, frame, calls);
            } else if (direction.equals("in")) {
                socket.arrives(frame.toString());
                long seq = frame.path("seq").asLong();
                if (seq > nextSeq) {
                    expected.add(new Gap(nextSeq, seq));
                }
                nextSeq = seq == 0 ? nextSeq : seq + 1;
                if (welcomed) {
                    expected.add(new Heard(
                            frame.path("event").asText(),
                            frame.has("payload") ? frame.get("payload").toString() : "null"));
                }
            }
        }
        hears(expected);
        endsBy(socket, closeCode);
        return expected;
    }

    /** A call that was made, and the id under which the client made it. */
    private record Pending(String id, CompletableFuture<Reply> reply) {}

    private static void ask(GatewayClient client, MemoryLine socket, JsonNode frame, Map<String, Deque<Pending>> calls)
            throws Exception {
        String params = frame.path("params").isObject() ? frame.path("params").toString() : "{}";
        CompletableFuture<Reply> reply =
                client.call(frame.path("method").asText(), params, LONG).toCompletableFuture();
        String id = JSON.readTree(socket.sent()).path("id").asText();
        calls.computeIfAbsent(frame.path("id").asText(), first -> new ArrayDeque<>())
                .add(new Pending(id, reply));
    }

    /** The recorded answer under the client's own id: the call ends as it says. */
    private static void answer(MemoryLine socket, JsonNode frame, Map<String, Deque<Pending>> calls) throws Exception {
        Deque<Pending> due = calls.getOrDefault(frame.path("id").asText(), new ArrayDeque<>());
        Pending call = due.poll();
        if (call == null) {
            socket.arrives(frame.toString());
            return;
        }
        socket.arrives(frame.toString().replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + call.id() + "\""));
        Reply reply = call.reply().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame.path("ok").asBoolean()) {
            Reply.Result result = (Reply.Result) reply;
            assertThat(JSON.readTree(result.json())).isEqualTo(frame.path("payload"));
        } else {
            Reply.Refused refused = (Reply.Refused) reply;
            JsonNode error = frame.path("error");
            assertThat(refused.code()).isEqualTo(error.path("code").asText());
            assertThat(refused.detailsCode())
                    .isEqualTo(error.path("details").path("code").asText(null));
            assertThat(refused.retryable()).isEqualTo(error.path("retryable").asBoolean());
        }
    }

    /** Sends the hello; false when it gives more than was asked for. */
    private static boolean takesHello(MemoryLine socket, JsonNode frame, Access asked) throws Exception {
        assertThat(socket.sent()).contains("\"method\":\"connect\"");
        socket.arrives(frame.toString().replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"connect\""));
        return asked.covers(new Access(asked.role(), scopes(auth(frame))));
    }

    private void endsBy(MemoryLine socket, int closeCode) throws InterruptedException {
        socket.closes(closeCode);
        Object last = Objects.requireNonNull(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no end");
        if (closeCode == 4001) {
            assertThat(last).isEqualTo(new GatewayState.Closed(CloseReason.AUTHORITY_WITHDRAWN));
        } else {
            assertThat(((GatewayState.BackingOff) last).because())
                    .isEqualTo(
                            switch (closeCode) {
                                case 1008, 1009 -> CloseReason.CUT_OFF;
                                case 1012 -> CloseReason.GATEWAY_RESTARTING;
                                default -> CloseReason.CONNECTION_LOST;
                            });
        }
    }

    private void hears(List<Object> expected) throws InterruptedException {
        for (Object one : expected) {
            Object next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).isEqualTo(one);
        }
    }

    private static boolean isHello(JsonNode line) {
        return line.at("/frame/payload/type").asText().equals("hello-ok");
    }

    private static JsonNode auth(JsonNode frame) {
        return frame.path("payload").path("auth");
    }

    private static String version(JsonNode frame) {
        return frame.path("payload").path("server").path("version").asText();
    }
}
