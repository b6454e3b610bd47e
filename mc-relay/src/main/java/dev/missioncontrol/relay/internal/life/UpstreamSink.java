package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.gateway.spi.FrameSink;
import java.nio.ByteBuffer;

/** Brings what the gateway sends into the session's mailbox. */
final class UpstreamSink implements FrameSink {
    private final RelaySession session;

    UpstreamSink(RelaySession session) {
        this.session = session;
    }

    @Override
    public void onText(ByteBuffer utf8, Part part) {
        session.onUpstreamText(utf8, part);
    }

    @Override
    public void onClosed(int code, String reason) {
        session.onUpstreamClosed(code, reason);
    }

    @Override
    public void onWritable() {
        session.onUpstreamWritable();
    }
}
