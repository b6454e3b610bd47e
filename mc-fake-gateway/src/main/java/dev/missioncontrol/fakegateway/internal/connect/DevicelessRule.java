package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict.Refused;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import java.util.List;
import java.util.Optional;

/** What a connection without a device gets: all it asked for as a helper of this machine, no scopes otherwise. */
final class DevicelessRule {
    private final SharedLogin shared;

    DevicelessRule(SharedLogin shared) {
        this.shared = shared;
    }

    ConnectVerdict judge(ConnectRequest request, Upgrade upgrade) {
        ClientTraits client = request.client();
        if (ClientClass.isOperatorUi(client)) {
            return new Refused(missing("INVALID_REQUEST", "CONTROL_UI_DEVICE_IDENTITY_REQUIRED"));
        }
        boolean holds = shared.holds(request.credentials());
        if (!holds && shared.presented(request.credentials()) != null) {
            return new Refused(Refusal.auth(shared.mismatch(), "update_auth_credentials", false));
        }
        if (!holds || request.isNode() || (isOpen() && !ClientClass.isReservedBackend(client))) {
            return new Refused(missing("NOT_PAIRED", "DEVICE_IDENTITY_REQUIRED"));
        }
        boolean keepsScopes = upgrade.origin().isEmpty()
                && upgrade.remoteIp().isEmpty()
                && (ClientClass.isReservedBackend(client) || ClientClass.isReservedCli(client));
        List<String> scopes = keepsScopes ? ConnectJudge.live(request.scopes(), upgrade) : List.of();
        return ConnectJudge.admitted(new Admission(
                request, shared.mode().wireName(), scopes, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Behind a trusted proxy: the person comes in, and may do nothing without a device. */
    static ConnectVerdict named(ConnectRequest request, String user) {
        return ConnectJudge.admitted(new Admission(
                request, ProxyLogin.METHOD, List.of(), Optional.empty(), Optional.empty(), Optional.of(user)));
    }

    private boolean isOpen() {
        return shared.mode() == SharedLogin.Mode.NONE;
    }

    private static Refusal missing(String code, String detail) {
        return Refusal.coded(code, "a device must be presented", new JsonObject().with("code", detail));
    }
}
