package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.GatewaySocket;
import dev.missioncontrol.relay.RelayedClient;
import dev.missioncontrol.relay.internal.scan.FrameScanner;
import dev.missioncontrol.relay.internal.scan.ScanFault;
import dev.missioncontrol.relay.internal.wire.Answers;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** The client is through: frames go both ways, each side no faster than the other reads. */
final class Carrying implements Phase, Uplink.Court {
    private static final int MOST_AT_DESK = 8;

    private final RelaySession session;
    private final RelayedClient client;
    private final GatewaySocket gateway;
    private final MethodTable methods;
    private final CallsInFlight calls = new CallsInFlight();
    private final Downlink downlink;
    private final Uplink uplink;
    private int atDesk;
    private boolean draining;
    private boolean clientPaused;
    private @Nullable ScheduledFuture<?> gatewayPause;

    Carrying(RelaySession session, RelayedClient client, GatewaySocket gateway) {
        this.session = session;
        this.client = client;
        this.gateway = gateway;
        this.methods =
                new MethodTable(session.core().rules(), session.core().desk().methods(), client);
        this.downlink = new Downlink(session.connection(), calls, this::gatewayIsUnclear);
        this.uplink = new Uplink(gateway, this);
    }

    /** Hello goes out before anything else is read on. */
    void begin(ByteBuffer hello, UpstreamBacklog backlog, PendingFrames pending) {
        downlink.answer(hello);
        backlog.drainTo(downlink);
        for (byte[] frame : pending.frames()) {
            if (session.isIn(this)) {
                onText(ByteBuffer.wrap(frame), Part.ENDS);
            }
        }
        byte[] rest = pending.rest();
        if (rest.length > 0 && session.isIn(this)) {
            onText(ByteBuffer.wrap(rest), Part.CONTINUES);
        }
        if (session.isIn(this)) {
            gateway.resumeReading();
            balance();
        }
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        uplink.onText(utf8, part);
        balance();
    }

    @Override
    public void onBinary() {
        uplink.onBinary();
    }

    @Override
    public void onUpstreamText(ByteBuffer utf8, Part part) {
        downlink.carry(utf8, part);
        leaveIfDone();
        balance();
    }

    @Override
    public void onWritable() {
        balance();
    }

    @Override
    public void onUpstreamWritable() {
        balance();
    }

    @Override
    public void onUpstreamClosed(int code, String reason) {
        session.end(CloseCodes.towardsClient(code), reason);
    }

    @Override
    public void onNews(ByteBuffer event) {
        if (client.access().covers(Access.operator(Scope.PAIRING))) {
            downlink.answer(event.duplicate());
        }
    }

    @Override
    public void onDrain() {
        draining = true;
        leaveIfDone();
    }

    @Override
    public void onRecordsDue() {
        session.core().recorder().calls(client, methods.take());
    }

    @Override
    public void left(int code, String reason) {
        if (gatewayPause != null) {
            gatewayPause.cancel(false);
        }
        onRecordsDue();
        session.core().recorder().closed(client, code, reason);
        gateway.close(1000, "");
    }

    @Override
    public Ruling rule(FrameScanner frame) {
        if (draining) {
            return Ruling.PAUSED;
        }
        Ruling ruling = methods.rule(frame.method());
        if (ruling == Ruling.CARRIED) {
            calls.begun(frame.id());
        }
        return ruling;
    }

    @Override
    public void answer(Ruling ruling, FrameScanner frame) {
        Answers answers = session.core().answers();
        String id = frame.id().text();
        downlink.answer(
                switch (ruling) {
                    case ANSWERED -> answers.noQuestions(id);
                    case PAUSED -> answers.refusal(id, CallErrors.stopping());
                    default -> answers.refusal(id, CallErrors.notCarried(frame));
                });
    }

    @Override
    public void serve(FrameScanner frame, byte[] whole) {
        String id = frame.id().text();
        String method = frame.method().text();
        boolean taken = atDesk < MOST_AT_DESK
                && session.core().desk().ask(session, client, id, method, whole, answer -> served(answer));
        if (taken) {
            atDesk++;
        } else {
            downlink.answer(session.core().answers().refusal(id, CallErrors.busy()));
        }
    }

    @Override
    public void object(ScanFault fault, FrameScanner frame) {
        downlink.answer(session.core().answers().refusal(idOf(frame), CallErrors.malformed(fault)));
    }

    @Override
    public void close(ScanFault fault, FrameScanner frame) {
        session.core().refusedFrame(client, fault);
        if (fault == ScanFault.TOO_LONG) {
            session.end(1009, "");
            return;
        }
        object(fault, frame);
        session.end(1008, "invalid request frame: " + fault.reason());
    }

    private void served(ByteBuffer answer) {
        atDesk--;
        if (session.isIn(this)) {
            downlink.answer(answer);
            leaveIfDone();
            balance();
        }
    }

    private void gatewayIsUnclear() {
        session.core().unclear(client);
        session.end(CloseCodes.UNEXPECTED, "the gateway cannot be understood");
    }

    private void leaveIfDone() {
        if (draining && session.isIn(this) && atDesk == 0 && calls.isNone() && downlink.isBetween()) {
            session.end(CloseCodes.RESTART, "service restart");
        }
    }

    /** Stops and starts reading on each side, as the other side has room. */
    private void balance() {
        if (!session.isIn(this)) {
            return;
        }
        boolean clientWaits = !uplink.isOpen() || !downlink.isOpen();
        if (clientWaits != clientPaused) {
            clientPaused = clientWaits;
            if (clientWaits) {
                session.connection().pauseReading();
            } else {
                session.connection().resumeReading();
            }
        }
        balanceGateway(!session.connection().isWritable());
    }

    private void balanceGateway(boolean waits) {
        if (waits && gatewayPause == null) {
            gateway.pauseReading();
            gatewayPause = session.core()
                    .after(
                            session.core().timings().slowConsumer(),
                            () -> session.endLater(CloseCodes.POLICY, "slow consumer"));
        } else if (!waits && gatewayPause != null) {
            gatewayPause.cancel(false);
            gatewayPause = null;
            gateway.resumeReading();
        }
    }

    private static String idOf(FrameScanner frame) {
        return frame.isIdKnown() ? frame.id().text() : Answers.NO_ID;
    }
}
