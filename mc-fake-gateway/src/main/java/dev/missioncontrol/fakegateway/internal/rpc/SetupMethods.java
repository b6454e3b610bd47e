package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.fakegateway.internal.json.Json;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCode;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCodes;
import dev.missioncontrol.fakegateway.internal.pairing.SetupProfile;
import dev.missioncontrol.fakegateway.internal.schema.Rule;
import dev.missioncontrol.fakegateway.internal.schema.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** {@code device.pair.setup*}: codes by which new devices come in without a person's approval. */
public final class SetupMethods {
    private final SetupCodes codes;
    private final String authMode;

    /**
     * Works on these codes.
     *
     * @param authMode what answers say of the gateway's login
     */
    public SetupMethods(SetupCodes codes, String authMode) {
        this.codes = codes;
        this.authMode = authMode;
    }

    /** The methods by name. */
    public Map<String, Method> methods() {
        Shape make = new Shape()
                .may("publicUrl", Rule.filled())
                .may("preferRemoteUrl", Rule.flag())
                .may("includeQr", Rule.flag())
                .may("bootstrapProfile", Rule.oneOf(Set.of("limited", "node", "voice-node")))
                .may("joinUrl", Rule.flag());
        Shape status = new Shape().must("setupId", Rule.filled());
        return Map.of(
                "device.pair.setupCode", new Method(make, (caller, params) -> make(params)),
                "device.pair.setupStatus", new Method(status, (caller, params) -> status(params)));
    }

    private Reply make(JsonObject params) {
        String url = params.text("publicUrl").orElse("");
        if (url.isEmpty()) {
            return Reply.invalid("this gateway listens on loopback only: say publicUrl");
        }
        SetupCode code = codes.make(
                params.text("bootstrapProfile").flatMap(SetupProfile::named).orElse(SetupProfile.FULL));
        return new Reply.Done(new JsonObject()
                .with("setupId", code.setupId())
                .with("expiresAtMs", code.expiresAtMs())
                .with("setupCode", text(code, url))
                .with("gatewayUrl", url)
                .with("auth", authMode)
                .with("urlSource", "request.publicUrl")
                .with("access", code.profile().access()));
    }

    private Reply status(JsonObject params) {
        String setupId = params.text("setupId").orElse("");
        if (!codes.knows(setupId)) {
            return Reply.invalid("no such setupId");
        }
        return new Reply.Done(
                new JsonObject().with("completion", codes.completion(setupId).orElse(null)));
    }

    /** The text that people scan: base64url of where to go and with what. */
    public static String text(SetupCode code, String url) {
        JsonObject content = new JsonObject()
                .with("url", url)
                .with("bootstrapToken", code.token().reveal())
                .with("expiresAtMs", code.expiresAtMs());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(content).getBytes(StandardCharsets.UTF_8));
    }
}
