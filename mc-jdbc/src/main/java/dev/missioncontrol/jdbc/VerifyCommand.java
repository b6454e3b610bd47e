package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict;
import dev.missioncontrol.core.audit.archive.AuditVerifier;
import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Checks a database, or exported segments of its audit log. */
final class VerifyCommand implements DoctorCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        Optional<AuditKey> key = arguments.option("--key").map(VerifyCommand::key);
        if (arguments.words().size() == 1) {
            return database(arguments.database(), key, report);
        }
        Path exported = Path.of(
                arguments.about(1, "a segment or a folder of them, or nothing").get(0));
        AuditVerifier verifier = new AuditVerifier(
                key.orElseThrow(() -> new IllegalArgumentException("verify FILE takes --key, the public key")));
        return archive(
                Files.isDirectory(exported) ? verifier.verifyFolder(exported) : verifier.verifySegment(exported),
                report);
    }

    private static AuditKey key(String text) {
        return AuditKey.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("--key takes the public key that signs the audit log"));
    }

    private static boolean database(Path path, Optional<AuditKey> key, Report report) {
        SqliteFile file = SqliteFile.at(path);
        if (!file.exists()) {
            throw new StoreException("there is no database: " + path);
        }
        try (Inspection inspection = Inspection.of(file, PATIENCE)) {
            return inspected(inspection, key, report);
        } catch (StoreException unreadable) {
            return state(report, "database", Optional.of(String.valueOf(unreadable.getMessage())));
        }
    }

    private static boolean inspected(Inspection inspection, Optional<AuditKey> key, Report report) {
        boolean rows = state(report, "rows", inspection.damage());
        boolean head = state(report, "acknowledged", inspection.missing());
        return chain(report, inspection.chain(key)) && rows && head;
    }

    private static boolean state(Report report, String what, Optional<String> fault) {
        report.line(
                what,
                new Fields()
                        .with("state", fault.isEmpty() ? "ok" : "broken")
                        .with("fault", fault.orElse(""))
                        .map());
        return fault.isEmpty();
    }

    private static boolean chain(Report report, AuditVerdict verdict) {
        if (verdict instanceof AuditVerdict.Broken broken) {
            Fields fields = new Fields()
                    .with("state", "broken")
                    .with("record", broken.number())
                    .with("fault", broken.fault().name().toLowerCase(Locale.ROOT));
            report.line("audit", fields.map());
            return false;
        }
        AuditVerdict.Intact intact = (AuditVerdict.Intact) verdict;
        Fields fields = new Fields()
                .with("state", "ok")
                .with("records", intact.count())
                .with("head", intact.head().hex());
        report.line("audit", fields.map());
        return true;
    }

    private static boolean archive(ArchiveVerdict verdict, Report report) {
        if (verdict instanceof ArchiveVerdict.Broken broken) {
            Fields fields = new Fields()
                    .with("state", "broken")
                    .with("segment", broken.segment())
                    .with("line", broken.line())
                    .with("record", broken.record())
                    .with("fault", broken.fault().name().toLowerCase(Locale.ROOT));
            report.line("archive", fields.map());
            return false;
        }
        ArchiveVerdict.Proven proven = (ArchiveVerdict.Proven) verdict;
        Fields fields = new Fields()
                .with("state", "ok")
                .with("first", proven.first())
                .with("last", proven.last())
                .with("segments", proven.segments())
                .with("key", proven.checkpoint().key().text());
        report.line("archive", fields.map());
        return true;
    }
}
