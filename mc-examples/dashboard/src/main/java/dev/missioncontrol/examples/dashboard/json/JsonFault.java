package dev.missioncontrol.examples.dashboard.json;

/** Signals that a text is not the JSON object that was expected; the message may be shown to the sender. */
public final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JsonFault(String message) {
        super(message);
    }
}
