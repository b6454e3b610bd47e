package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.Hello;
import dev.missioncontrol.gateway.LinkResult;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.relay.Caller;
import dev.missioncontrol.relay.RelayedClient;
import dev.missioncontrol.relay.internal.admission.Refusal;
import dev.missioncontrol.relay.internal.admission.Refusals;
import dev.missioncontrol.relay.internal.admission.Standing;
import dev.missioncontrol.relay.internal.admission.Verdict;
import dev.missioncontrol.relay.internal.upstream.UpstreamDoor;
import dev.missioncontrol.relay.internal.upstream.UpstreamRefusals;
import dev.missioncontrol.relay.internal.wire.ConnectFrame;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connect request is read: a worker judges it, the upstream connection opens, the record is written. What the
 * client sends meanwhile waits.
 */
final class Admitting implements Phase {
    private static final Refusal BUSY =
            Refusals.unavailable("RELAY_UNAVAILABLE", "too many clients connect at this moment");
    private static final Refusal FAILED =
            Refusals.unavailable("RELAY_UNAVAILABLE", "the connection could not be recorded");

    private final RelaySession session;
    private final RelayCore core;
    private final String id;
    private final ConnectFrame connect;
    private final Challenge challenge;
    private final PendingFrames pending = new PendingFrames();
    private final UpstreamBacklog backlog = new UpstreamBacklog();
    private Optional<UserId> user = Optional.empty();
    private @Nullable GatewaySocket socket;
    private UpstreamDoor.@Nullable Opening opening;

    Admitting(RelaySession session, String id, ConnectFrame connect, Challenge challenge) {
        this.session = session;
        this.core = session.core();
        this.id = id;
        this.connect = connect;
        this.challenge = challenge;
    }

    void begin() {
        if (core.isStopping() || !core.recorder().hasRoom()) {
            refuse(core.isStopping() ? Refusals.stopping() : BUSY);
            return;
        }
        boolean taken = session.work(() -> {
            Verdict verdict = core.admission().judge(connect, session.upgrade(), challenge);
            session.post(() -> onVerdict(verdict));
        });
        if (!taken) {
            refuse(BUSY);
        }
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        switch (pending.add(utf8, part)) {
            case TOO_LONG -> session.end(1009, "");
            case TOO_MANY -> session.end(1008, "too many pending handshake frames");
            case FITS -> {}
        }
    }

    @Override
    public void onBinary() {
        refuse(Refusals.malformed("invalid handshake: binary frames are not taken"));
    }

    @Override
    public void onUpstreamText(ByteBuffer utf8, Part part) {
        if (!backlog.add(utf8, part)) {
            refuse(UpstreamRefusals.of(CloseReason.PROTOCOL_ERROR));
        }
    }

    @Override
    public void onUpstreamClosed(int code, String reason) {
        socket = null;
        refuse(UpstreamRefusals.of(CloseReason.CONNECTION_LOST));
    }

    @Override
    public void onDrain() {
        refuse(Refusals.stopping());
    }

    @Override
    public void left(int code, String reason) {
        if (opening != null) {
            opening.abandon().run();
        }
        if (socket != null) {
            socket.close(1000, "");
        }
    }

    private void onVerdict(Verdict verdict) {
        if (!session.isIn(this)) {
            return;
        }
        if (verdict instanceof Verdict.Refused refused) {
            user = refused.user();
            refuse(refused.refusal());
        } else if (verdict instanceof Verdict.Admitted admitted) {
            Standing standing = admitted.standing();
            user = standing.user();
            session.stand(standing);
            UpstreamDoor.Opening begun =
                    core.door().open(connect, standing.access(), admitted.introduction(), new UpstreamSink(session));
            opening = begun;
            begun.result().whenComplete((result, failure) -> session.post(() -> onLink(admitted, result)));
        }
    }

    private void onLink(Verdict.Admitted admitted, @Nullable LinkResult result) {
        if (result instanceof LinkResult.Open open) {
            onOpen(admitted, open);
        } else if (session.isIn(this)) {
            refuse(refusalOf(result));
        }
    }

    private void onOpen(Verdict.Admitted admitted, LinkResult.Open open) {
        if (!session.isIn(this)) {
            open.socket().close(1000, "");
            return;
        }
        socket = open.socket();
        open.socket().pauseReading();
        RelayedClient client = client(admitted.standing(), open.hello());
        boolean taken = session.work(() -> {
            Settlement settled = settle(admitted, open, client);
            session.post(() -> onSettled(open, client, settled));
        });
        if (!taken) {
            refuse(BUSY);
        }
    }

    /** On a worker: the client's hello, once the connection is judged again, recorded, and nothing stands against it. */
    private Settlement settle(Verdict.Admitted admitted, LinkResult.Open open, RelayedClient client) {
        try {
            core.door().keep(admitted.introduction(), open);
            Optional<Judgement.End> end = core.cutoff().endSince(admitted.asOf(), admitted.standing());
            if (end.isPresent()) {
                return new Settlement.Off(end.get().refusal());
            }
            Optional<ByteBuffer> hello = core.hellos().answer(id, open.hello());
            if (hello.isEmpty()) {
                return new Settlement.Off(UpstreamRefusals.of(CloseReason.PROTOCOL_ERROR));
            }
            core.recorder()
                    .connected(
                            client,
                            Optional.ofNullable(admitted.standing().caller()).map(Caller::ref),
                            open.hello().connectionId());
            return new Settlement.On(hello.get());
        } catch (RuntimeException failed) {
            core.report("a connection was refused because it could not be recorded", failed);
            return new Settlement.Off(FAILED);
        }
    }

    private void onSettled(LinkResult.Open open, RelayedClient client, Settlement settled) {
        if (settled instanceof Settlement.On on && session.isIn(this)) {
            session.through(client);
            Carrying next = new Carrying(session, client, open.socket());
            session.become(next);
            next.begin(on.hello(), backlog, pending);
        } else if (settled instanceof Settlement.On) {
            core.recorder().closed(client, 1006, "gone before hello");
        } else if (session.isIn(this)) {
            refuse(((Settlement.Off) settled).refusal());
        }
    }

    /** What a connection has come to behind its hello. */
    private sealed interface Settlement {
        /** It is on record; the client's hello. */
        record On(ByteBuffer hello) implements Settlement {}

        /** It may not be. */
        record Off(Refusal refusal) implements Settlement {}
    }

    private RelayedClient client(Standing standing, Hello hello) {
        return new RelayedClient(
                core.newConnectionId(),
                standing.request().subject(),
                standing.request().device() == null
                        ? null
                        : standing.request().device().id(),
                connect.client().id(),
                connect.client().mode(),
                hello.access(),
                Peer.classify(session.upgrade(), core.proxies()).address(),
                core.now());
    }

    private Refusal refusalOf(@Nullable LinkResult result) {
        if (result instanceof LinkResult.Refused refused) {
            core.observe(refused.refusal());
            return UpstreamRefusals.of(refused.refusal());
        }
        return UpstreamRefusals.of(result instanceof LinkResult.Lost lost ? lost.reason() : CloseReason.UNKNOWN);
    }

    private void refuse(Refusal refusal) {
        session.refuse(id, refusal, user);
    }
}
