package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.archive.AuditArchive;
import dev.missioncontrol.core.audit.archive.AuditExport;
import dev.missioncontrol.core.audit.archive.AuditExporter;
import dev.missioncontrol.core.audit.archive.AuditSegment;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;

/** Writes the audit log into signed segments, beside a running server. */
final class ExportAuditCommand implements DoctorCommand {
    private static final int SEGMENT = 1_000;

    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        Path folder = Path.of(arguments.about(1, "the folder of the segments").get(0));
        Path file = arguments
                .option("--signer")
                .map(Path::of)
                .orElseGet(() -> arguments.database().resolveSibling("audit.key"));
        FileAuditSignerStore signers = new FileAuditSignerStore(file, new SecureRandom());
        AuditArchive archive = new AuditArchive(folder);
        try (JdbcDatabase database = arguments.open(clock)) {
            if (signers.load().isEmpty()) {
                begin(archive, folder, signers, file);
            }
            AuditExporter exporter = new AuditExporter(database, database, archive, signers, clock, SEGMENT);
            return tell(exporter.exportAll(AuditEvent.HOST), report);
        }
    }

    /** A new key signs a new archive, never one that another key signed before. */
    private static void begin(AuditArchive archive, Path folder, FileAuditSignerStore signers, Path file) {
        if (!archive.segments().isEmpty()) {
            throw new StoreException("there are segments in " + folder + ", but their key is not in " + file
                    + ": say where it is with --signer, or begin a new folder");
        }
        signers.add();
    }

    private static boolean tell(AuditExport export, Report report) {
        if (export instanceof AuditExport.Written written) {
            written.segments().forEach(segment -> segment(segment, report));
            report.line("done", new Fields().with("last", written.last()).map());
            return true;
        }
        Fields fields = new Fields();
        if (export instanceof AuditExport.LogBroken log) {
            fields.with("broken", "log").with("record", log.where().number());
            fields.with("fault", log.where().fault().name().toLowerCase(Locale.ROOT));
        } else if (export instanceof AuditExport.ArchiveBroken archive) {
            fields.with("broken", "archive").with("segment", archive.where().segment());
            fields.with("fault", archive.where().fault().name().toLowerCase(Locale.ROOT));
        }
        report.line("refused", fields.map());
        return false;
    }

    private static void segment(AuditSegment segment, Report report) {
        Fields fields = new Fields()
                .with("file", segment.file())
                .with("first", segment.first())
                .with("last", segment.last())
                .with("key", segment.checkpoint().key().text());
        report.line("segment", fields.map());
    }
}
