package dev.missioncontrol.relay.internal.admission;

/** What the door has to know about withdrawn trust. Thread-safe. */
public interface Revocations {

    /** Tells whether revocations can be seen at present: without, nobody comes in. */
    boolean areFresh();

    /** Grows with each batch of revocations; two equal counts mean that nothing was withdrawn in between. */
    long count();
}
