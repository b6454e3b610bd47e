package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.Rbac;
import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.TrustRequest;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param subject who, as verified
 * @param peer where from
 * @param credential what the request stands on: a browser session, a key, or both
 */
record Visitor(Subject.Authenticated subject, Peer peer, CredentialRef credential) {

    UserId id() {
        return subject.id();
    }

    boolean isAdmin() {
        return Rbac.require(subject, Role.ADMIN).isGranted();
    }

    /** The browser session, unless a key was used alone. */
    Optional<String> session() {
        return credential.parts().stream()
                .filter(CredentialRef.OfSession.class::isInstance)
                .map(part -> ((CredentialRef.OfSession) part).sessionId())
                .findFirst();
    }

    boolean isSession(String sessionId) {
        return session().filter(sessionId::equals).isPresent();
    }

    /** Whom a challenge is given to: only a request that stands on the same credentials can answer it. */
    String audience() {
        return credential.parts().stream().map(Visitor::name).sorted().collect(Collectors.joining(" "));
    }

    /** The same person before the trust engine, which judges who may decide about pairings and devices. */
    TrustRequest asking(@Nullable VerifiedDevice device, @Nullable DeviceTraits traits) {
        return new TrustRequest(subject, device, traits, peer, Access.fullOperator());
    }

    private static String name(CredentialRef part) {
        return part instanceof CredentialRef.OfSession session
                ? "session:" + session.sessionId()
                : "key:" + ((CredentialRef.OfKey) part).keyId();
    }
}
