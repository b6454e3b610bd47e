package dev.missioncontrol.fakegateway.internal.pairing;

import java.util.Set;

/** Which approvals the gateway gives without a person, on a connection that may have them at all. */
final class SilentRule {
    private static final Set<String> NATIVE_APPS =
            Set.of("openclaw-macos", "openclaw-linux", "openclaw-ios", "openclaw-android");

    private SilentRule() {}

    static boolean allows(PairingReason reason, PairingAsk ask) {
        return switch (reason) {
            case NOT_PAIRED -> true;
            case SCOPE_UPGRADE, ROLE_UPGRADE -> ask.role().equals("operator");
            case METADATA_UPGRADE ->
                ask.browserOrigin() == null
                        && ask.traits().clientMode().equals("ui")
                        && NATIVE_APPS.contains(ask.traits().clientId());
        };
    }
}
