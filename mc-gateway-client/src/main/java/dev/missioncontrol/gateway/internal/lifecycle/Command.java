package dev.missioncontrol.gateway.internal.lifecycle;

import java.time.Instant;

/** What is to be done. */
public sealed interface Command {
    /** Open the link of this number. */
    record Open(long link) implements Command {}

    /** Close the link of this number with this close code. */
    record Close(long link, int code) implements Command {}

    /** Ring the alarm then, and no other time. */
    record WakeAt(Instant at) implements Command {}
}
