package dev.missioncontrol.fakegateway.internal.connect;

/** The answer to a {@code connect}. */
public sealed interface ConnectVerdict {
    /** Come in. */
    record Admitted(Admission admission) implements ConnectVerdict {}

    /** Stay out, and be told why. */
    record Refused(Refusal refusal) implements ConnectVerdict {}

    /** Stay out without a word: worker identities have a protocol of their own. */
    record Dropped() implements ConnectVerdict {}
}
