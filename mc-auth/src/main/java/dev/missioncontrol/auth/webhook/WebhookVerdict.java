package dev.missioncontrol.auth.webhook;

/** Whether a message that came in is believed. */
public sealed interface WebhookVerdict {

    /** It is, and its id has not been seen before. */
    record Accepted(String id) implements WebhookVerdict {}

    /** It is not. The reason is for logs: callers hear one answer, HTTP 401. */
    record Refused(Fault fault) implements WebhookVerdict {}

    /** Why a message is not believed. May grow. */
    enum Fault {
        /** A header field is missing, repeated, or malformed. */
        MALFORMED,
        /** The body is too large to be looked at. */
        TOO_LARGE,
        /** Its time is too far from ours, in either direction. */
        TIME,
        /** No signature fits. */
        SIGNATURE,
        /** Its id was accepted before. */
        REPLAYED
    }
}
