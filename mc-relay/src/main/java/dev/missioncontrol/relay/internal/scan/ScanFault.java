package dev.missioncontrol.relay.internal.scan;

import java.util.Locale;

/** What is wrong with a client's frame. */
public enum ScanFault {
    /** The bytes are no JSON text (RFC 8259). */
    NOT_JSON(Treatment.CLOSE),
    /** The bytes are no UTF-8 (RFC 3629). */
    NOT_UTF8(Treatment.CLOSE),
    /** The JSON text is no object. */
    NOT_OBJECT(Treatment.ANSWER),
    /** Objects and arrays are nested deeper than 64. */
    TOO_DEEP(Treatment.CLOSE),
    /** Something follows the object. */
    TRAILING(Treatment.CLOSE),
    /** A top-level name occurs twice: two readers could see two different requests. */
    DUPLICATE_NAME(Treatment.CLOSE),
    /** A top-level name, the type or the method is written with escapes, which no client does. */
    ESCAPED(Treatment.CLOSE),
    /** A top-level name that requests do not have. */
    UNKNOWN_NAME(Treatment.ANSWER),
    /** {@code type} is not {@code "req"}. */
    UNKNOWN_TYPE(Treatment.ANSWER),
    /** {@code id} is no string, empty, or longer than 256 bytes. */
    BAD_ID(Treatment.ANSWER),
    /** {@code method} is no string, empty, longer than 128 bytes, or holds more than visible ASCII. */
    BAD_METHOD(Treatment.ANSWER),
    /** {@code type}, {@code id} or {@code method} is missing. */
    INCOMPLETE(Treatment.ANSWER),
    /** {@code type}, {@code id} and {@code method} are not all within the first 64 KiB. */
    LATE_HEAD(Treatment.CLOSE),
    /** The frame is longer than the gateway takes. */
    TOO_LONG(Treatment.CLOSE),
    /** A binary frame. */
    BINARY(Treatment.CLOSE);

    private final Treatment treatment;

    ScanFault(Treatment treatment) {
        this.treatment = treatment;
    }

    /** The name on the wire, such as {@code duplicate-name}. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What happens to a connection that sends such a frame, as long as nothing of it was passed on. */
    public Treatment treatment() {
        return treatment;
    }

    /** How a fault is met. */
    public enum Treatment {
        /** The request is answered with an error and the connection goes on: the gateway does the same. */
        ANSWER,
        /** The connection is closed. */
        CLOSE
    }
}
