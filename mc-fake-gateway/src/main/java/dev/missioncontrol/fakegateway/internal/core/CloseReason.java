package dev.missioncontrol.fakegateway.internal.core;

import java.nio.charset.StandardCharsets;

/** Close reasons are cut where the gateway cuts them. */
final class CloseReason {
    private CloseReason() {}

    static String cut(String reason) {
        String cut = reason;
        while (cut.getBytes(StandardCharsets.UTF_8).length > Limits.CLOSE_REASON) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
