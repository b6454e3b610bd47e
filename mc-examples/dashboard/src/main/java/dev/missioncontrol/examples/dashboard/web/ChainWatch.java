package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.AuditVerdict.Intact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the audit records are whole, for pages that ask again and again: what came since the last answer is checked
 * each time, everything once in ten minutes, and whenever something looks broken. Thread-safe; two askers at once check
 * the same twice.
 */
final class ChainWatch {
    static final Duration BETWEEN_FULL_CHECKS = Duration.ofMinutes(10);

    private final AuditLog log;
    private final InstantSource time;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    /** The last full check and what came since. */
    private record Known(Instant fullAt, long last, Intact verdict) {}

    ChainWatch(AuditLog log, InstantSource time) {
        this.log = log;
        this.time = time;
    }

    AuditVerdict verdict() {
        Instant now = time.instant();
        Known before = known.get();
        if (before == null || !now.isBefore(before.fullAt().plus(BETWEEN_FULL_CHECKS))) {
            return checkAll(now);
        }
        AuditVerdict since = log.verifyBehind(before.last(), before.verdict().head());
        return since instanceof Intact more ? goesOn(before, more) : checkAll(now);
    }

    private AuditVerdict goesOn(Known before, Intact more) {
        Intact all = new Intact(before.verdict().count() + more.count(), more.head());
        known.set(new Known(before.fullAt(), before.last() + more.count(), all));
        return all;
    }

    /** A wrong guess of the last number, because records were dropped meanwhile, makes the next check a full one. */
    private AuditVerdict checkAll(Instant now) {
        AuditVerdict verdict = log.verify();
        known.set(verdict instanceof Intact intact ? whole(now, intact) : null);
        return verdict;
    }

    private @Nullable Known whole(Instant now, Intact verdict) {
        List<AuditRecord> first = log.read(0, 1);
        return first.isEmpty() ? null : new Known(now, first.get(0).number() - 1 + verdict.count(), verdict);
    }
}
