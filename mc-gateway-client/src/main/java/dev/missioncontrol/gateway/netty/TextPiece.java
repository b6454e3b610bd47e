package dev.missioncontrol.gateway.netty;

import dev.missioncontrol.gateway.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/** A piece of a message on its way to or from the event loop; a holder, so that Netty counts its bytes. */
final class TextPiece extends DefaultByteBufHolder {
    private final Part part;

    TextPiece(ByteBuf utf8, Part part) {
        super(utf8);
        this.part = part;
    }

    Part part() {
        return part;
    }

    boolean endsMessage() {
        return part == Part.ENDS;
    }
}
