package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.Rbac;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.TrustRequest;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param subject who, as verified
 * @param peer where from
 * @param session the browser session, unless a key was used
 */
record Visitor(Subject.Authenticated subject, Peer peer, Optional<String> session) {

    UserId id() {
        return subject.id();
    }

    boolean isAdmin() {
        return Rbac.require(subject, Role.ADMIN).isGranted();
    }

    boolean isSession(String sessionId) {
        return session.filter(sessionId::equals).isPresent();
    }

    /** The same person before the trust engine, which judges who may decide about pairings and devices. */
    TrustRequest asking() {
        return new TrustRequest(subject, null, null, peer, Access.fullOperator());
    }
}
