package dev.missioncontrol.fakegateway.internal.schema;

import java.util.Set;

/** The shapes of protocol 4 that every client meets: the request frame and the parameters of {@code connect}. */
public final class WireShapes {
    /** The program names a client may give. */
    public static final Set<String> CLIENT_IDS = Set.of(
            "cli",
            "gateway-client",
            "openclaw-control-ui",
            "openclaw-tui",
            "openclaw-browser-copilot",
            "webchat",
            "webchat-ui",
            "openclaw-macos",
            "openclaw-linux",
            "openclaw-ios",
            "openclaw-watchos",
            "openclaw-android",
            "node-host",
            "openclaw-worker",
            "openclaw-probe",
            "test",
            "fingerprint");

    /** The ways a client may say it runs. */
    public static final Set<String> CLIENT_MODES =
            Set.of("cli", "backend", "ui", "webchat", "node", "worker", "probe", "test");

    private WireShapes() {}

    /** A request frame. */
    public static Shape request() {
        return new Shape()
                .must("type", Rule.oneOf(Set.of("req")))
                .must("id", Rule.filled())
                .must("method", Rule.filled())
                .may("params", Rule.any())
                .may("traceparent", Rule.textUpTo(128))
                .may("expectedProfileId", Rule.text());
    }

    /** The parameters of {@code connect}. */
    public static Shape connect() {
        return new Shape()
                .must("minProtocol", Rule.wholeFrom(1))
                .must("maxProtocol", Rule.wholeFrom(1))
                .must("client", client())
                .may("role", Rule.filled())
                .may("scopes", Rule.texts())
                .may("caps", Rule.texts())
                .may("commands", Rule.texts())
                .may("permissions", Rule.flags())
                .may("auth", auth())
                .may("device", device())
                .may("locale", Rule.text())
                .may("userAgent", Rule.text())
                .may("pathEnv", Rule.text())
                .may("modelCatalog", Rule.any())
                .may("computerUse", Rule.any())
                .may("workerRuns", Rule.any());
    }

    private static Shape client() {
        return new Shape()
                .must("id", Rule.oneOf(CLIENT_IDS))
                .must("version", Rule.filled())
                .must("platform", Rule.filled())
                .must("mode", Rule.oneOf(CLIENT_MODES))
                .may("displayName", Rule.filled())
                .may("deviceFamily", Rule.filled())
                .may("modelIdentifier", Rule.filled())
                .may("instanceId", Rule.filled())
                .may("buildId", Rule.textUpTo(96))
                .may("timeZone", Rule.textUpTo(64));
    }

    private static Shape auth() {
        return new Shape()
                .may("token", Rule.text())
                .may("password", Rule.text())
                .may("deviceToken", Rule.text())
                .may("bootstrapToken", Rule.text())
                .may("approvalRuntimeToken", Rule.text())
                .may("agentRuntimeIdentityToken", Rule.text());
    }

    private static Shape device() {
        return new Shape()
                .must("id", Rule.filled())
                .must("publicKey", Rule.filled())
                .must("signature", Rule.filled())
                .must("signedAt", Rule.wholeFrom(0))
                .must("nonce", Rule.filled());
    }
}
