package dev.missioncontrol.relay.netty;

import dev.missioncontrol.relay.Damage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a client writes to its socket: masked frames, messages in pieces, pings between them. */
final class ClientBytes {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int PING = 9;
    private static final int FINAL = 0x80;

    private final Damage damage;
    private final List<byte[]> messages = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ClientBytes(Damage damage) {
        this.damage = damage;
    }

    /** So many messages as the bytes of their frames. */
    byte[] frames(int count) {
        for (int i = 0; i < count; i++) {
            message(damage.request());
        }
        return out.toByteArray();
    }

    /** The messages that were written, in order. */
    List<byte[]> messages() {
        return messages;
    }

    private void message(byte[] text) {
        messages.add(text);
        List<byte[]> pieces = damage.pieces(text, 5);
        for (int i = 0; i < pieces.size(); i++) {
            int end = i == pieces.size() - 1 ? FINAL : 0;
            frame(end | (i == 0 ? TEXT : CONTINUATION), pieces.get(i));
            if (damage.once(4)) {
                frame(FINAL | PING, new byte[] {1, 2, 3});
            }
        }
    }

    private void frame(int first, byte[] payload) {
        byte[] mask = {
            (byte) damage.below(256), (byte) damage.below(256), (byte) damage.below(256), (byte) damage.below(256)
        };
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
        if (payload.length < 126) {
            header.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            header.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            header.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        header.put(mask);
        out.write(header.array(), 0, header.position());
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i & 3]);
        }
    }
}
