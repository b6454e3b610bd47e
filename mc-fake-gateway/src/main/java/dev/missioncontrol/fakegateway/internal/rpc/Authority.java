package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceRecord;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import dev.missioncontrol.fakegateway.internal.pairing.PendingRequest;
import dev.missioncontrol.fakegateway.internal.pairing.Scopes;
import java.util.List;
import java.util.Optional;

/** How far a caller's hand reaches over the pairing records; everybody here has at least the pairing scope. */
final class Authority {
    private final Caller caller;

    Authority(Caller caller) {
        this.caller = caller;
    }

    boolean isAdmin() {
        return caller.scopes().contains(Scope.ADMIN.value());
    }

    /** Tells whether lists show this device to the caller. */
    boolean sees(String deviceId) {
        return isAdmin() || !caller.usesDeviceToken() || isOwn(deviceId);
    }

    /** Tells whether the caller may change this device's record. */
    boolean manages(DeviceRecord record) {
        return isAdmin() || (sees(record.deviceId()) && record.roles().equals(List.of("operator")));
    }

    /** Tells whether the caller may change this token. */
    boolean manages(DeviceRecord record, String role, Optional<DeviceToken> token) {
        return (isAdmin() || (sees(record.deviceId()) && role.equals("operator")))
                && Scopes.cover(caller.scopes(), token.map(DeviceToken::scopes).orElse(List.of()));
    }

    /** Why the caller may not approve this request; empty if the caller may. */
    Optional<Reply> objection(PendingRequest request) {
        if (isAdmin()) {
            return Optional.empty();
        }
        if (!sees(request.deviceId()) || !request.roles().equals(List.of("operator"))) {
            return Optional.of(Reply.invalid("approval denied"));
        }
        return request.scopes().stream()
                .filter(scope -> !Scopes.satisfy(caller.scopes(), scope))
                .findFirst()
                .map(scope -> Reply.invalid("the scope " + scope + " is missing"));
    }

    boolean isOwn(String deviceId) {
        return caller.deviceId().filter(deviceId::equals).isPresent();
    }
}
