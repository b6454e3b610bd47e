package dev.missioncontrol.gateway.internal.wire;

/** Reads what a refusal advises. */
public final class RefusalReader {
    private RefusalReader() {}

    /** Tells whether the details say {@code canRetryWithDeviceToken}. */
    public static boolean offersDeviceToken(String detailsJson) {
        try {
            return StrictJson.tree(detailsJson).path("canRetryWithDeviceToken").asBoolean(false);
        } catch (MalformedFrameException wrong) {
            return false;
        }
    }
}
