package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.device.ConnectClaims;
import dev.missioncontrol.core.device.DeviceProof;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.internal.wire.Frame;
import dev.missioncontrol.gateway.internal.wire.FrameReader;
import dev.missioncontrol.gateway.internal.wire.FrameWriter;
import dev.missioncontrol.gateway.internal.wire.HandshakeReader;
import dev.missioncontrol.gateway.internal.wire.MessageAssembler;
import dev.missioncontrol.gateway.internal.wire.MessageAssembler.Outcome;
import dev.missioncontrol.gateway.internal.wire.WireError;
import dev.missioncontrol.gateway.spi.FrameSink;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.gateway.spi.GatewayTransportException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one socket from open to hello; behind hello it hands every frame on unread.
 *
 * <p>Steps run on the transport's thread; only {@link #settle} is reached from others, and the first caller wins.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what follows the socket's stage is a send or a close: both report there
final class Handshake implements FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    private static final int LONGEST_CHALLENGE = 64 * 1024;
    private static final int LONGEST_HELLO = 4 * 1024 * 1024;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private static final int NORMAL = 1000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int POLICY = 1008;

    private final LinkRequest request;
    private final ChallengeMemory seen;
    private final FrameSink afterHello;
    private final Runnable onOpened;
    private final Consumer<LinkResult> done;
    private final CompletableFuture<GatewaySocket> socket = new CompletableFuture<>();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final MessageAssembler message = new MessageAssembler();
    private Step step = Step.CHALLENGE_DUE;
    private @Nullable ConnectRefusal refusal;

    private enum Step {
        CHALLENGE_DUE,
        HELLO_DUE,
        CLOSE_DUE,
        CARRYING,
        OVER
    }

    Handshake(
            LinkRequest request,
            ChallengeMemory seen,
            FrameSink afterHello,
            Runnable onOpened,
            Consumer<LinkResult> done) {
        this.request = request;
        this.seen = seen;
        this.afterHello = afterHello;
        this.onOpened = onOpened;
        this.done = done;
    }

    /** Starts; the consumer gets exactly one result, before the sink gets its first frame. */
    void start(GatewayTransport transport) {
        timer.orTimeout(request.deadline().toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            giveUp(NORMAL, CloseReason.HANDSHAKE_TIMEOUT);
            return null;
        });
        transport.open(request.endpoint(), request.headers(), this).whenComplete((opened, failure) -> {
            if (failure == null) {
                onOpened.run();
                socket.complete(opened);
            } else {
                settle(lost(failure));
            }
        });
    }

    /** Ends the attempt. A socket that was opened all the same, and that nobody will take any more, is closed. */
    void cancel() {
        settle(new LinkResult.Lost(CloseReason.REQUESTED));
        socket.thenAccept(open -> open.close(NORMAL, ""));
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        if (step == Step.CARRYING) {
            afterHello.onText(utf8, part);
        } else if (step == Step.CHALLENGE_DUE || step == Step.HELLO_DUE) {
            collect(utf8, part);
        }
    }

    @Override
    public void onClosed(int code, String reason) {
        if (step == Step.CARRYING) {
            afterHello.onClosed(code, reason);
            return;
        }
        step = Step.OVER;
        ConnectRefusal said = refusal;
        settle(
                said == null
                        ? new LinkResult.Lost(ReasonTable.ofCloseCode(code))
                        : new LinkResult.Refused(said.closedWith(code)));
    }

    @Override
    public void onBroken(int code) {
        if (step == Step.CARRYING) {
            afterHello.onBroken(code);
        } else {
            breakOff(code, CloseReason.PROTOCOL_ERROR);
        }
    }

    @Override
    public void onWritable() {
        if (step == Step.CARRYING) {
            afterHello.onWritable();
        }
    }

    private void collect(ByteBuffer utf8, Part part) {
        int limit = step == Step.CHALLENGE_DUE ? LONGEST_CHALLENGE : LONGEST_HELLO;
        Outcome outcome = message.add(utf8, part, limit);
        if (outcome instanceof Outcome.Complete complete) {
            take(FrameReader.read(complete.text()));
        } else if (!(outcome instanceof Outcome.Incomplete)) {
            breakOff(PROTOCOL_ERROR, CloseReason.PROTOCOL_ERROR);
        }
    }

    private void take(Frame frame) {
        if (step == Step.CHALLENGE_DUE && frame instanceof Frame.Event event && isChallenge(event)) {
            HandshakeReader.challenge(event.payloadJson())
                    .ifPresentOrElse(this::judge, () -> breakOff(PROTOCOL_ERROR, CloseReason.BAD_CHALLENGE));
        } else if (step == Step.HELLO_DUE && frame instanceof Frame.Answer answer && isOurs(answer.id())) {
            takeHello(HandshakeReader.hello(answer.payloadJson()));
        } else if (step == Step.HELLO_DUE && frame instanceof Frame.Failure failure && isOurs(failure.id())) {
            takeRefusal(failure.error());
        } else {
            breakOff(PROTOCOL_ERROR, CloseReason.PROTOCOL_ERROR);
        }
    }

    private void judge(Challenge challenge) {
        if (seen.isNew(request.endpoint(), challenge.nonce())) {
            prove(challenge);
        } else {
            LOG.warn("the gateway sent a challenge that an earlier connection brought: it is not signed");
            breakOff(POLICY, CloseReason.CHALLENGE_REPEATED);
        }
    }

    private void prove(Challenge challenge) {
        step = Step.HELLO_DUE;
        Dialect dialect = request.dialect();
        if (dialect.isWeaker()) {
            LOG.warn("this connection speaks weaker than it could, because it was set so: {}", dialect);
        }
        DeviceProof proof = request.identity().sign(claims(), challenge, dialect.signature());
        ByteBuffer frame = StandardCharsets.UTF_8.encode(FrameWriter.connect(request, proof));
        socket.thenAccept(open -> open.send(frame, Part.ENDS));
    }

    private void takeHello(Optional<Hello> read) {
        if (read.isEmpty()) {
            breakOff(PROTOCOL_ERROR, CloseReason.PROTOCOL_ERROR);
            return;
        }
        Hello hello = read.get();
        if (!request.access().covers(hello.access())) {
            breakOff(POLICY, CloseReason.HELLO_EXCEEDS_REQUEST);
            return;
        }
        GatewaySocket open = socket.getNow(null);
        if (open == null) {
            breakOff(PROTOCOL_ERROR, CloseReason.PROTOCOL_ERROR);
            return;
        }
        step = settle(new LinkResult.Open(open, hello)) ? Step.CARRYING : Step.OVER;
    }

    /** The gateway closes behind its refusal, and the close code belongs to it: wait a moment for it. */
    private void takeRefusal(WireError error) {
        step = Step.CLOSE_DUE;
        ConnectRefusal said = new ConnectRefusal(
                error.code(),
                error.detailsCode(),
                error.detailsJson(),
                error.message(),
                error.requestId(),
                error.retryable(),
                error.retryAfter(),
                0,
                ReasonTable.ofRefusal(error.code(), error.detailsCode()));
        refusal = said;
        new CompletableFuture<Void>()
                .completeOnTimeout(null, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> {
                    if (settle(new LinkResult.Refused(said))) {
                        socket.thenAccept(open -> open.close(NORMAL, ""));
                    }
                });
    }

    private void breakOff(int code, CloseReason reason) {
        step = Step.OVER;
        giveUp(code, reason);
    }

    private void giveUp(int code, CloseReason reason) {
        if (settle(new LinkResult.Lost(reason))) {
            socket.thenAccept(open -> open.close(code, ""));
        }
    }

    private boolean settle(LinkResult result) {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        timer.complete(null);
        done.accept(result);
        return true;
    }

    private ConnectClaims claims() {
        return new ConnectClaims(
                request.client().id(),
                request.client().mode(),
                request.access().role().wireName(),
                request.access().scopes().stream().map(Scope::value).toList(),
                signedToken(request.credential()),
                request.client().platform(),
                request.client().deviceFamily());
    }

    private static @Nullable Secret signedToken(Credential credential) {
        if (credential instanceof Credential.SharedToken shared) {
            return shared.token();
        }
        if (credential instanceof Credential.BootstrapToken bootstrap) {
            return bootstrap.token();
        }
        return credential instanceof Credential.DeviceToken device ? device.token() : null;
    }

    private static boolean isChallenge(Frame.Event event) {
        return event.name().equals("connect.challenge");
    }

    private static boolean isOurs(String id) {
        return id.equals(FrameWriter.CONNECT_ID);
    }

    private static LinkResult.Lost lost(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof GatewayTransportException known)) {
            return new LinkResult.Lost(CloseReason.UNREACHABLE);
        }
        CloseReason reason = ReasonTable.ofFailure(known);
        return reason == CloseReason.PIN_MISMATCH
                ? new LinkResult.Lost(reason, String.valueOf(known.getMessage()))
                : new LinkResult.Lost(reason);
    }
}
