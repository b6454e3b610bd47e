package dev.missioncontrol.fakegateway.internal.core;

import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.connect.Admission;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import dev.missioncontrol.fakegateway.internal.pairing.Scopes;
import dev.missioncontrol.fakegateway.internal.rpc.Release;
import java.util.Base64;
import java.util.List;

/** Builds the answer that lets a client in. */
final class Hello {
    private static final List<String> EVENTS = List.of(
            "connect.challenge",
            "tick",
            "health",
            "presence",
            "shutdown",
            "chat",
            "sessions.changed",
            "device.pair.requested",
            "device.pair.resolved",
            "device.pair.changed");

    private final Settings settings;
    private final String bootId;
    private final List<String> methods;

    Hello(Settings settings, String bootId, List<String> methods) {
        this.settings = settings;
        this.bootId = bootId;
        this.methods = methods;
    }

    JsonObject payload(String connectionId, Admission admission, List<String> extraScopes, JsonObject snapshot) {
        JsonObject server = new JsonObject()
                .with("version", Release.VERSION)
                .with("bootId", bootId)
                .with("connId", connectionId);
        JsonObject features = new JsonObject()
                .with("methods", methods)
                .with("events", EVENTS)
                .with("capabilities", List.of("profile-binding-v1", "model-catalog-snapshot"));
        return new JsonObject()
                .with("type", "hello-ok")
                .with("protocol", 4)
                .with("server", server)
                .with("features", features)
                .with("snapshot", snapshot)
                .with("auth", auth(admission, extraScopes))
                .with("policy", policy());
    }

    private JsonObject auth(Admission admission, List<String> extraScopes) {
        JsonObject auth = new JsonObject()
                .with("method", admission.method())
                .with("role", admission.request().role())
                .with("scopes", Scopes.union(admission.scopes(), extraScopes));
        boolean isNode = admission.request().role().equals("node");
        if (!isNode) {
            auth.with("recoveryScope", recoveryScope(admission));
        }
        admission
                .token()
                .ifPresent(token -> auth.with("recoveryMigrationAllowed", isNode ? null : true)
                        .with("deviceToken", token.token().reveal())
                        .with("issuedAtMs", token.issuedAtMs()));
        if (!admission.moreTokens().isEmpty()) {
            auth.with(
                    "deviceTokens",
                    admission.moreTokens().stream().map(Hello::handedOver).toList());
        }
        return auth;
    }

    private static JsonObject handedOver(DeviceToken token) {
        return new JsonObject()
                .with("deviceToken", token.token().reveal())
                .with("role", token.role())
                .with("scopes", token.scopes())
                .with("issuedAtMs", token.issuedAtMs());
    }

    /** A text that stays while the login stays the same and tells nothing about it. */
    private String recoveryScope(Admission admission) {
        String device = admission.device().map(known -> known.id().value()).orElse("");
        String token = admission.token().map(known -> known.token().reveal()).orElse("");
        Digest digest =
                Digest.of(Secret.of("recovery|" + settings.shared().secret().reveal() + "|" + device + "|" + token));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.bytes());
    }

    private JsonObject policy() {
        JsonObject attachments = new JsonObject().with("maxBytes", 19_464_192).with("maxImageBytes", 6_291_456);
        return new JsonObject()
                .with("maxPayload", Limits.AFTER_LOGIN)
                .with("maxBufferedBytes", Limits.BUFFERED)
                .with("tickIntervalMs", settings.tickInterval().toMillis())
                .with("attachments", attachments)
                .with("allowedSessionVisibilities", List.of("shared", "read-only", "suggest", "draft"))
                .with("hasMultipleSessionSharingIdentities", false);
    }
}
