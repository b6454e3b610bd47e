package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.device.Challenge;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.admission.Refusal;
import dev.missioncontrol.relay.internal.admission.Refusals;
import dev.missioncontrol.relay.internal.scan.FrameScanner;
import dev.missioncontrol.relay.internal.scan.ScanFault;
import dev.missioncontrol.relay.internal.wire.Answers;
import dev.missioncontrol.relay.internal.wire.ConnectReading;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The challenge is out; the first frame has to be {@code connect}, in at most 64 KiB. */
final class AwaitingConnect implements Phase {
    static final int LONGEST_FRAME = 65_536;

    private final RelaySession session;
    private final Challenge challenge;
    private final FrameScanner scanner = new FrameScanner();
    private final MessageBuffer frame = new MessageBuffer(LONGEST_FRAME);

    AwaitingConnect(RelaySession session) {
        this.session = session;
        this.challenge = session.core().newChallenge();
    }

    void begin() {
        scanner.begin();
        session.connection().send(session.core().answers().challenge(challenge), Part.ENDS);
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        if (!frame.add(utf8)) {
            session.end(1009, "");
            return;
        }
        if (part == Part.ENDS) {
            judge();
        }
    }

    @Override
    public void onBinary() {
        refuse(Refusals.malformed("invalid handshake: binary frames are not taken"));
    }

    @Override
    public void onDrain() {
        session.end(CloseCodes.RESTART, "service restart");
    }

    @Override
    public void left(int code, String reason) {
        frame.clear();
    }

    private void judge() {
        ScanFault fault = scanner.scan(frame.view());
        fault = fault == null ? scanner.finish() : fault;
        if (fault != null) {
            refuse(fault);
        } else if (!scanner.method().text().equals("connect")) {
            refuse(Refusals.malformed("invalid handshake: first request must be connect"));
        } else {
            read();
        }
    }

    private void read() {
        ConnectReading reading = session.core().connects().read(frame.copy());
        if (reading instanceof ConnectReading.Read read) {
            frame.clear();
            Admitting next = new Admitting(session, scanner.id().text(), read.connect(), challenge);
            session.become(next);
            next.begin();
        } else if (reading instanceof ConnectReading.Malformed malformed) {
            refuse(Refusals.malformed(malformed.message()));
        }
    }

    /** The gateway closes without a word at what is no JSON, and with one at what is no request. */
    private void refuse(ScanFault fault) {
        if (fault == ScanFault.NOT_JSON || fault == ScanFault.NOT_UTF8 || fault == ScanFault.TRAILING) {
            session.end(1000, "");
        } else {
            refuse(Refusals.malformed("invalid request frame: " + fault.reason()));
        }
    }

    private void refuse(Refusal refusal) {
        String id = scanner.isIdKnown() ? scanner.id().text() : Answers.NO_ID;
        session.refuse(id, refusal, Optional.empty());
    }
}
