package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.examples.dashboard.json.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened, and whether the records of it are whole, for admins. */
public final class AuditRoutes {
    private static final int STANDARD_LIMIT = 50;
    private static final int MOST = 500;

    private final AuditLog log;
    private final ChainWatch chain;
    private final Visitors visitors;

    /** Over the audit log. */
    public AuditRoutes(AuditLog log, Visitors visitors, InstantSource time) {
        this.log = log;
        this.chain = new ChainWatch(log, time);
        this.visitors = visitors;
    }

    /** Adds the route. */
    public void mount(RoutesConfig routes) {
        routes.get("/api/audit", this::read);
    }

    /** With {@code after}, the records behind that number; without, the latest ones. */
    private void read(Context context) {
        visitors.require(context, Role.ADMIN);
        int limit = (int) Math.min(MOST, number(context, "limit", STANDARD_LIMIT));
        long after = number(context, "after", -1);
        List<AuditRecord> records = after < 0 ? log.tail(limit) : log.read(after, limit);
        Answers.send(
                context,
                new Answer()
                        .with(
                                "records",
                                records.stream()
                                        .map(AuditRoutes::shape)
                                        .map(Answer::members)
                                        .toList())
                        .with("chain", verdict(chain.verdict())));
    }

    private static long number(Context context, String name, long otherwise) {
        @Nullable String text = context.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw Refusal.badRequest("\"" + name + "\" is a whole number");
        }
        return Long.parseLong(text);
    }

    private static Answer verdict(AuditVerdict verdict) {
        if (verdict instanceof AuditVerdict.Intact intact) {
            return new Answer().with("intact", true).with("count", intact.count());
        }
        AuditVerdict.Broken broken = (AuditVerdict.Broken) verdict;
        return new Answer()
                .with("intact", false)
                .with("brokenAt", broken.number())
                .with("fault", broken.fault().name().toLowerCase(Locale.ROOT));
    }

    private static Answer shape(AuditRecord record) {
        return new Answer()
                .with("number", record.number())
                .with("at", record.at())
                .with("action", record.event().action().wireName())
                .with("actor", record.event().actor())
                .with("target", record.event().target())
                .with("detail", record.event().detail())
                .with("hash", record.hash().hex());
    }
}
