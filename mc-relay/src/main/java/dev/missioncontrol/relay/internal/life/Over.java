package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;

/** The connection has ended: whatever still arrives is dropped. */
final class Over implements Phase {
    @Override
    public void onText(ByteBuffer utf8, Part part) {}

    @Override
    public void onBinary() {}

    @Override
    public void onDrain() {}

    @Override
    public void left(int code, String reason) {}
}
