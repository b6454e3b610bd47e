package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.session.SessionRules;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.DeviceToken;
import dev.missioncontrol.trust.HostDesk;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The desk of the machine's administrator over a database, with all that ends with a device. */
final class HostDesks {
    private HostDesks() {}

    static HostDesk over(JdbcDatabase database, InstantSource clock) {
        Sessions sessions = new Sessions(
                database, database.sessions(), SessionRules.STANDARD, new Tokens(new SecureRandom()), clock);
        return new HostDesk(
                database.pairings(),
                database,
                clock,
                (tx, device, by) -> sessions.endBound(tx, device, new Actor(by)),
                (tx, device, by) -> endTokens(database, tx, device, by));
    }

    private static void endTokens(JdbcDatabase database, Tx tx, DeviceId device, String by) {
        List<DeviceToken> tokens = database.deviceTokens().ofDevice(device);
        tokens.forEach(token -> database.deviceTokens().remove(tx, token.id()));
        if (!tokens.isEmpty()) {
            tx.record(AuditEvent.of(AuditAction.DEVICE_TOKEN_REVOKED, by, device.value()));
        }
    }

    /** Prints what became of something. */
    static boolean tell(Report report, String what, String about, DeskResult result) {
        if (result instanceof DeskResult.Refused refused) {
            String fault = refused.fault().name().toLowerCase(Locale.ROOT);
            report.line(
                    "refused",
                    new Fields().with(what, about).with("because", fault).map());
            return false;
        }
        report.line("done", new Fields().with(what, about).map());
        return true;
    }
}
