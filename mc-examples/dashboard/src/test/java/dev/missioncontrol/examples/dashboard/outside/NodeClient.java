package dev.missioncontrol.examples.dashboard.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.secret.Secret;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The official Node client as a program that stays: it is told what to call, and says what it meets. It connects again by
 * itself.
 */
final class NodeClient implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Process process;
    private final Writer orders;
    private final List<JsonNode> said = new CopyOnWriteArrayList<>();
    private int calls;

    private NodeClient(Process process) {
        this.process = process;
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    }

    /** Starts it; what it prints as errors goes to {@code log}. */
    static NodeClient start(OutsideTools tools, URI gateway, Secret key, List<String> scopes, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        tools.node().toString(),
                        Scripts.file("staying-client.mjs").toString(),
                        gateway.toString(),
                        String.join(",", scopes))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MC_GATEWAY_CLIENT", tools.gatewayClient().toString());
        builder.environment().put("MC_KEY", key.reveal());
        NodeClient client = new NodeClient(builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(client.process::destroy));
        Thread ear = new Thread(client::listen, "node-client");
        ear.setDaemon(true);
        ear.start();
        return client;
    }

    /** Waits until the gateway has welcomed it so many times; its last hello. */
    JsonNode awaitHello(int times) {
        Patience.untilTrue("no hello number " + times, SOON, () -> said("hello").size() >= times);
        List<JsonNode> hellos = said("hello");
        return hellos.get(hellos.size() - 1).path("hello");
    }

    /** Waits for an event like this, which may have come already. */
    JsonNode awaitEvent(String name, Predicate<JsonNode> payload) {
        Patience.untilTrue("no " + name, SOON, () -> event(name, payload).isPresent());
        return event(name, payload).orElseThrow();
    }

    private Optional<JsonNode> event(String name, Predicate<JsonNode> payload) {
        return said("event").stream()
                .map(line -> line.path("event"))
                .filter(event -> event.path("event").asText().equals(name) && payload.test(event.path("payload")))
                .findFirst();
    }

    /** Calls a method; {@code ok} with {@code payload}, or {@code code}, {@code message} and {@code details}. */
    JsonNode call(String method, ObjectNode params) throws IOException {
        int id = ++calls;
        ObjectNode order = JSON.createObjectNode().put("id", id).put("method", method);
        order.set("params", params);
        orders.write(order + "\n");
        orders.flush();
        Patience.untilTrue("no answer to " + method, SOON, () -> answer(id).isPresent());
        ObjectNode answer = answer(id).orElseThrow().deepCopy();
        return answer.without(List.of("line", "id"));
    }

    private Optional<JsonNode> answer(int id) {
        return said("answer").stream()
                .filter(line -> line.path("id").asInt() == id)
                .findFirst();
    }

    /** What it has said so far by lines of this name. */
    List<JsonNode> said(String line) {
        return said.stream()
                .filter(one -> one.path("line").asText().equals(line))
                .toList();
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                Stopping.stop(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(JSON.readTree(line));
            }
        } catch (IOException ended) {
            // Whoever waits for more says what is missing.
        }
    }
}
