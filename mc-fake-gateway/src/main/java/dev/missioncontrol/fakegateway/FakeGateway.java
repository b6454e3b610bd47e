package dev.missioncontrol.fakegateway;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.connect.Upgrade;
import dev.missioncontrol.fakegateway.internal.core.CallRecord;
import dev.missioncontrol.fakegateway.internal.core.Connection;
import dev.missioncontrol.fakegateway.internal.core.FaultPlan;
import dev.missioncontrol.fakegateway.internal.core.Gateway;
import dev.missioncontrol.fakegateway.internal.core.Limits;
import dev.missioncontrol.fakegateway.internal.core.Settings;
import dev.missioncontrol.fakegateway.internal.core.Wire;
import dev.missioncontrol.fakegateway.internal.json.Json;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.netty.Door;
import dev.missioncontrol.fakegateway.internal.netty.Listener;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceRecord;
import dev.missioncontrol.fakegateway.internal.pairing.PendingRequest;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCodes;
import dev.missioncontrol.fakegateway.internal.pairing.SetupProfile;
import dev.missioncontrol.fakegateway.internal.rpc.SessionBook;
import dev.missioncontrol.fakegateway.internal.rpc.SetupMethods;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A gateway on 127.0.0.1 that speaks OpenClaw protocol 4 over real sockets, for tests and demonstrations.
 *
 * <p>It follows OpenClaw 2026.9.6 in what clients meet: challenge, device proof, shared token and device tokens,
 * pairing, scopes, events, limits, close codes. Behind that it is small: no models, no channels, no agents. Methods it
 * knows and does not serve answer {@code UNAVAILABLE}. It does not slow down after wrong tokens, trusts proxies only
 * where its builder says so, and takes device keys and signatures in their canonical form only.
 *
 * <p>Thread-safe. All controls wait until the gateway has carried them out.
 */
public final class FakeGateway implements AutoCloseable {
    private static final int RESTART_EXPECTED_MS = 1500;

    private final Settings settings;
    private final Listener listener;
    private final SessionBook sessions;
    private final SetupCodes setupCodes;
    private final FaultPlan plan = new FaultPlan();
    private final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    private volatile Gateway gateway;
    private volatile int port;

    private FakeGateway(Settings settings, Listener listener, SessionBook sessions) {
        this.settings = settings;
        this.listener = listener;
        this.sessions = sessions;
        this.setupCodes = new SetupCodes(settings.clock(), settings.random());
        this.gateway = boot();
    }

    /** A gateway to set up. */
    public static FakeGatewayBuilder builder() {
        return new FakeGatewayBuilder();
    }

    static FakeGateway start(Settings settings, int port) {
        SessionBook sessions = new SessionBook(settings.sessions(), settings.clock(), settings.random());
        FakeGateway fake = new FakeGateway(settings, Listener.create(), sessions);
        fake.port = fake.listener.listen(port, fake.door(), settings.tls());
        return fake;
    }

    /** Where clients connect to: {@code ws://127.0.0.1:port}, {@code wss://} with TLS. */
    public URI url() {
        return URI.create((settings.tls().isPresent() ? "wss" : "ws") + "://127.0.0.1:" + port);
    }

    /** The secret that lets clients log in without a device token: the token or the password. */
    public Secret sharedToken() {
        return settings.shared().secret();
    }

    /** A new setup code for one phone that may do everything, as the gateway's default is. */
    public Secret setupCode() {
        return setupCode("full");
    }

    /**
     * A new setup code.
     *
     * @param profile {@code full}, {@code limited}, {@code node} or {@code voice-node}
     * @throws IllegalArgumentException if there is no such profile
     */
    public Secret setupCode(String profile) {
        SetupProfile known = SetupProfile.named(profile)
                .orElseThrow(() -> new IllegalArgumentException("no such profile of setup codes: " + profile));
        return onLoop(() -> Secret.of(SetupMethods.text(setupCodes.make(known), url().toString())));
    }

    /** The devices that wait for approval, oldest first. */
    public List<PendingPairing> pending() {
        return onLoop(() -> gateway.book().pending().stream().map(Views::of).toList());
    }

    /** The paired devices, oldest first. */
    public List<PairedDevice> devices() {
        return onLoop(() -> gateway.book().devices().stream().map(Views::of).toList());
    }

    /**
     * Approves a request, with the gateway owner's authority.
     *
     * @throws IllegalArgumentException if there is no such request, or its scopes can never be approved
     */
    public void approve(String requestId) {
        onLoop(() -> gateway.book()
                .approve(request(requestId))
                .orElseThrow(() -> new IllegalArgumentException("these scopes can never be approved: " + requestId)));
    }

    /**
     * Rejects a request.
     *
     * @throws IllegalArgumentException if there is no such request
     */
    public void reject(String requestId) {
        onLoop(() -> {
            gateway.book().reject(request(requestId));
            return true;
        });
    }

    /**
     * Removes a device with its tokens; its sockets are closed with 4001.
     *
     * @throws IllegalArgumentException if there is no such device
     */
    public void remove(String deviceId) {
        onLoop(() -> {
            DeviceRecord record = gateway.book()
                    .device(deviceId)
                    .orElseThrow(() -> new IllegalArgumentException("no such device: " + deviceId));
            gateway.book().remove(deviceId);
            gateway.lines().closeDevice(deviceId, record.roles());
            return true;
        });
    }

    /** The connections that have logged in, oldest first. */
    public List<LiveConnection> connections() {
        return onLoop(() -> gateway.lines().sessions().stream().map(Views::of).toList());
    }

    /** Every call that reached this gateway since it was made, restarts included, in order. */
    public List<RecordedCall> calls() {
        return calls.stream().map(Views::of).toList();
    }

    /**
     * Sends an event to every connection that may see it, numbered like the gateway's own.
     *
     * @param payloadJson the payload, a JSON object
     * @throws IllegalArgumentException if the payload is no JSON object
     */
    public void emit(String event, String payloadJson) {
        JsonObject payload = Json.strict()
                .readObject(payloadJson)
                .orElseThrow(() -> new IllegalArgumentException("a payload is a JSON object"));
        onLoop(() -> {
            gateway.lines().broadcast(event, payload);
            return true;
        });
    }

    /** What shall go wrong. */
    public Faults faults() {
        return new Faults(this);
    }

    /** Restarts as the gateway does: {@code shutdown} event, close 1012, and back on the same port. */
    public void restart() {
        restart(() -> {});
    }

    /** Restarts, and runs something while nobody listens. */
    public void restart(Runnable whileDown) {
        goDown(new JsonObject().with("reason", "gateway restarting").with("restartExpectedMs", RESTART_EXPECTED_MS));
        whileDown.run();
        gateway = boot();
        listener.listen(port, door(), settings.tls());
    }

    /** Stops for good: {@code shutdown} event without a promise to return, close 1012. */
    public void stop() {
        if (!listener.isShutDown()) {
            goDown(new JsonObject().with("reason", "gateway stopping"));
            listener.shutDown();
        }
    }

    /** {@link #stop() Stops}. */
    @Override
    public void close() {
        stop();
    }

    FaultPlan plan() {
        return plan;
    }

    Gateway gateway() {
        return gateway;
    }

    <T> T onLoop(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable step = () -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        };
        if (listener.isOnLoop()) {
            step.run();
        } else {
            listener.loop().execute(step);
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void goDown(JsonObject farewell) {
        listener.deafen();
        onLoop(() -> {
            gateway.shutDown(farewell);
            return true;
        });
        listener.drain();
    }

    private PendingRequest request(String requestId) {
        return gateway.book()
                .request(requestId)
                .orElseThrow(() -> new IllegalArgumentException("no such request: " + requestId));
    }

    private Door door() {
        return new Door() {
            @Override
            public boolean admitsMore() {
                return gateway.lines().waiting() < Limits.UNAUTHENTICATED;
            }

            @Override
            public boolean trustsProxies() {
                return settings.trustsForwarded() || settings.userHeader().isPresent();
            }

            @Override
            public Connection open(Wire wire, Upgrade upgrade) {
                return gateway.open(wire, upgrade);
            }
        };
    }

    private Gateway boot() {
        return new Gateway(settings, listener.loop(), sessions, setupCodes, plan, calls);
    }
}
