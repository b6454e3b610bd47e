package dev.missioncontrol.auth;

import dev.missioncontrol.auth.session.SessionEnd;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import java.util.Locale;
import java.util.Optional;

/** What happens once it is clear who somebody is, whichever way they came. */
final class Entrance {

    private final Sessions sessions;

    Entrance(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Starts a session and ends the one whose token the browser presented, whosever it is. */
    StartedSession admit(Tx tx, UserId user, SignIn how, Source source, Optional<Secret> replaced) {
        replaced.flatMap(sessions::peek)
                .ifPresent(old -> sessions.end(tx, old.id(), Actor.user(old.user()), SessionEnd.REPLACED));
        StartedSession started = sessions.start(tx, user, how, source);
        AuditEvent login = source.addTo(
                AuditEvent.by(user, AuditAction.LOGIN, started.session().id()));
        tx.record(how == SignIn.PASSWORD ? login : login.with("how", wireName(how)));
        return started;
    }

    static String wireName(SignIn how) {
        return how.name().toLowerCase(Locale.ROOT);
    }
}
