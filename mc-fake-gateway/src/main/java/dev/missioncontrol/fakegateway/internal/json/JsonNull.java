package dev.missioncontrol.fakegateway.internal.json;

/** The JSON value {@code null}, told apart from a member that is absent. */
public enum JsonNull {
    NULL
}
