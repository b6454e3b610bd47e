package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.examples.dashboard.gateway.DataFolder;
import dev.missioncontrol.examples.dashboard.gateway.EmbeddedGateway;
import dev.missioncontrol.examples.dashboard.json.Json;
import dev.missioncontrol.examples.dashboard.json.JsonObject;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayDevices;
import dev.missioncontrol.gateway.Reply;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code ./mc gateway approve [requestId] [--data DIR]}: what the owner of the demo's own gateway does when a device
 * asks to be paired. It speaks to the gateway as its owner's command line would: on the same machine, with the shared
 * token. A gateway that runs by itself has its own command: {@code openclaw devices approve}.
 */
public final class GatewayCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USAGE = "usage: gateway approve [requestId] [--data DIR]";

    private final PrintStream out;
    private final Path data;
    private final Optional<String> requestId;

    private GatewayCommand(PrintStream out, Path data, Optional<String> requestId) {
        this.out = out;
        this.data = data;
        this.requestId = requestId;
    }

    /** Runs the command; the exit status is 0 if the request is approved. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            of(List.of(arguments), System.out).run();
        } catch (IllegalArgumentException | IllegalStateException failed) {
            System.err.println("gateway: " + failed.getMessage());
            System.exit(1);
        }
    }

    static GatewayCommand of(List<String> arguments, PrintStream out) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        if (rest.isEmpty() || !rest.pop().equals("approve")) {
            throw new IllegalArgumentException(USAGE);
        }
        Path data = EmbeddedGateway.STANDARD_DATA;
        Optional<String> requestId = Optional.empty();
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.equals("--data") && !rest.isEmpty()) {
                data = Path.of(rest.pop());
            } else if (!word.startsWith("--") && requestId.isEmpty()) {
                requestId = Optional.of(word);
            } else {
                throw new IllegalArgumentException(USAGE);
            }
        }
        return new GatewayCommand(out, data, requestId);
    }

    void run() throws InterruptedException {
        if (!Files.isDirectory(data.resolve("gateway"))) {
            throw new IllegalStateException("there is no demo gateway in " + data + "; start it with ./mc demo");
        }
        DataFolder folder = DataFolder.open(data);
        GatewayClient owner = GatewayClient.builder(
                        EmbeddedGateway.addressIn(folder), DeviceIdentity.generate(new SecureRandom()))
                .profile(ClientProfile.backend("Gateway owner", "0.1.0").toBuilder()
                        .client("gateway-client", "backend")
                        .build())
                .access(Access.fullOperator())
                .credential(new Credential.SharedToken(EmbeddedGateway.tokenIn(folder)))
                .build();
        try (owner) {
            owner.start();
            if (!owner.awaitReady(PATIENCE)) {
                throw new IllegalStateException("the demo gateway does not let its owner in: is ./mc demo running?");
            }
            approve(owner.devices());
        }
    }

    private void approve(GatewayDevices devices) throws InterruptedException {
        String id = requestId.isPresent() ? requestId.get() : onlyRequest(devices);
        answer(devices.approve(id), "there is no request " + id + "; it may have been approved already");
        out.println("approved " + id);
    }

    private static String onlyRequest(GatewayDevices devices) throws InterruptedException {
        List<JsonObject> pending =
                answer(devices.list(), "the demo gateway gives no list").objects("pending");
        if (pending.size() != 1) {
            throw new IllegalStateException(
                    pending.isEmpty()
                            ? "nothing waits for approval"
                            : "several requests wait; name one of "
                                    + pending.stream()
                                            .map(request -> request.text("requestId"))
                                            .toList());
        }
        return pending.get(0).text("requestId");
    }

    private static JsonObject answer(CompletionStage<Reply> asked, String otherwise) throws InterruptedException {
        try {
            Reply reply = asked.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (reply instanceof Reply.Result result) {
                return Json.object(result.json());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the demo gateway does not answer", e);
        }
        throw new IllegalStateException(otherwise);
    }
}
