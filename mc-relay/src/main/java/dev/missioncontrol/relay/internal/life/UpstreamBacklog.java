package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the gateway sent right behind its hello, before the client has got its own: kept, in order, up to 8 MiB. */
final class UpstreamBacklog {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final List<Piece> pieces = new ArrayList<>();
    private int length;

    boolean add(ByteBuffer utf8, Part part) {
        length += utf8.remaining();
        ByteBuffer copy = ByteBuffer.allocate(utf8.remaining());
        copy.put(utf8.duplicate()).flip();
        return length <= MOST_BYTES && pieces.add(new Piece(copy, part));
    }

    void drainTo(Downlink downlink) {
        pieces.forEach(piece -> downlink.carry(piece.utf8(), piece.part()));
        pieces.clear();
    }

    private record Piece(ByteBuffer utf8, Part part) {}
}
