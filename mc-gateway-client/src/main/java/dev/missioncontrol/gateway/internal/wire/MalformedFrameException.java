package dev.missioncontrol.gateway.internal.wire;

/** A text is not what the protocol allows. The message is fixed and holds no word of the text. */
final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFrameException(String why) {
        super(why);
    }
}
