package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.archive.AuditArchive;
import dev.missioncontrol.core.audit.archive.AuditExport;
import dev.missioncontrol.core.audit.archive.AuditExporter;
import dev.missioncontrol.core.audit.archive.AuditRetention;
import dev.missioncontrol.core.audit.archive.AuditSignerStore;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.core.audit.archive.RetentionOutcome;
import dev.missioncontrol.examples.dashboard.gateway.DataFolder;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the audit log over the years: every day what is new goes into signed segments in {@code audit}, and what is in
 * them and older than it has to be leaves the database. The key that signs is {@code audit.key}.
 */
final class AuditKeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditKeeping.class);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int SEGMENT = 1_000;

    private final DataFolder data;
    private final AuditSignerStore signers;
    private final AuditExporter exporter;
    private final Optional<AuditRetention> retention;
    private final ScheduledExecutorService timer;

    private AuditKeeping(
            DataFolder data,
            AuditSignerStore signers,
            AuditExporter exporter,
            Optional<AuditRetention> retention,
            ScheduledExecutorService timer) {
        this.data = data;
        this.signers = signers;
        this.exporter = exporter;
        this.retention = retention;
        this.timer = timer;
    }

    /** Over these stores, for so long; for ever if nothing is said. Nothing runs yet. */
    static AuditKeeping over(
            JdbcDatabase stores, DataFolder data, Optional<Duration> keep, InstantSource clock, SecureRandom random) {
        AuditSignerStore signers = new FileAuditSignerStore(data.file("audit.key"), random);
        AuditArchive archive = new AuditArchive(data.file("audit"));
        return new AuditKeeping(
                data,
                signers,
                new AuditExporter(stores, stores, archive, signers, clock, SEGMENT),
                keep.map(age -> new AuditRetention(stores, stores, archive, signers, clock, age)),
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "audit-keeping")));
    }

    /** Runs every day from now on. */
    AuditKeeping start() {
        timer.scheduleWithFixedDelay(this::runQuietly, FIRST.toMinutes(), EVERY.toMinutes(), TimeUnit.MINUTES);
        return this;
    }

    /** Exports what is new, and drops what is old and exported; empty, or what somebody has to look at. */
    Optional<String> run() {
        data.folder("audit");
        if (signers.load().isEmpty()) {
            signers.add();
        }
        AuditExport export = exporter.exportAll(AuditEvent.SYSTEM);
        if (export instanceof AuditExport.LogBroken broken) {
            return Optional.of(
                    "the audit log is broken at record " + broken.where().number());
        }
        if (export instanceof AuditExport.ArchiveBroken broken) {
            return Optional.of("the archive of the audit log is broken: " + broken.where());
        }
        return retention.map(old -> old.drop(AuditEvent.SYSTEM)).flatMap(AuditKeeping::trouble);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static Optional<String> trouble(RetentionOutcome outcome) {
        boolean fine = outcome instanceof RetentionOutcome.Dropped || outcome instanceof RetentionOutcome.NothingOld;
        return fine ? Optional.empty() : Optional.of("old audit records were not dropped: " + outcome);
    }

    /** A run that fails does not end the runs after it. */
    private void runQuietly() {
        try {
            run().ifPresent(trouble -> log.error("{}", trouble));
        } catch (RuntimeException failed) {
            log.error("the audit log could not be kept", failed);
        }
    }
}
