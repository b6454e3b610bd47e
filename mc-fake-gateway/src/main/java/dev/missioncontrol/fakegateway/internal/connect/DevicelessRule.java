package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict.Refused;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import java.util.List;
import java.util.Optional;

/** What a connection without a device gets: all it asked for as a helper of this machine, no scopes otherwise. */
final class DevicelessRule {
    private final boolean sharedHolds;

    DevicelessRule(boolean sharedHolds) {
        this.sharedHolds = sharedHolds;
    }

    ConnectVerdict judge(ConnectRequest request, Upgrade upgrade) {
        ClientTraits client = request.client();
        if (ClientClass.isOperatorUi(client)) {
            return new Refused(missing("INVALID_REQUEST", "CONTROL_UI_DEVICE_IDENTITY_REQUIRED"));
        }
        if (!sharedHolds && request.credentials().shared() != null) {
            return new Refused(Refusal.auth(AuthFault.TOKEN_MISMATCH, "update_auth_credentials", false));
        }
        if (!sharedHolds || request.isNode()) {
            return new Refused(missing("NOT_PAIRED", "DEVICE_IDENTITY_REQUIRED"));
        }
        boolean keepsScopes = upgrade.origin().isEmpty()
                && (ClientClass.isReservedBackend(client) || ClientClass.isReservedCli(client));
        List<String> scopes = keepsScopes ? ConnectJudge.live(request.scopes(), upgrade) : List.of();
        return ConnectJudge.admitted(
                new Admission(request, Login.SHARED, scopes, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Behind a trusted proxy: the person comes in, and may do nothing without a device. */
    static ConnectVerdict named(ConnectRequest request, String user) {
        return ConnectJudge.admitted(new Admission(
                request, ProxyLogin.METHOD, List.of(), Optional.empty(), Optional.empty(), Optional.of(user)));
    }

    private static Refusal missing(String code, String detail) {
        return Refusal.coded(code, "a device must be presented", new JsonObject().with("code", detail));
    }
}
