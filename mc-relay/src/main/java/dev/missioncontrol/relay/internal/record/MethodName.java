package dev.missioncontrol.relay.internal.record;

import java.util.regex.Pattern;

/** Makes method names fit for records: clients choose them, and records are read by people and programs. */
public final class MethodName {
    static final String OTHER = "(other)";

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*");

    private MethodName() {}

    /** The name itself if it looks like one: dotted ASCII words of at most 64 characters. */
    public static String recordable(String method) {
        return method.length() <= 64 && FORM.matcher(method).matches() ? method : OTHER;
    }
}
