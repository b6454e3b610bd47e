package dev.missioncontrol.fakegateway.internal.rpc;

/** What this gateway says it is: the release whose behaviour it follows, marked as not being it. */
public final class Release {
    /** The version in hellos and in {@code status}. */
    public static final String VERSION = "2026.9.6-fake";

    private Release() {}
}
