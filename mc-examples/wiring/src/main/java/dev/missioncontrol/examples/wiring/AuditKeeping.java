package dev.missioncontrol.examples.wiring;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict;
import dev.missioncontrol.core.audit.archive.AuditArchive;
import dev.missioncontrol.core.audit.archive.AuditExport;
import dev.missioncontrol.core.audit.archive.AuditExporter;
import dev.missioncontrol.core.audit.archive.AuditRetention;
import dev.missioncontrol.core.audit.archive.AuditVerifier;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What keeps an audit log over the years: signed segments every night, and nothing older than a year in the database.
 *
 * @param key what to give to whoever shall check the segments
 */
record AuditKeeping(AuditExporter exporter, AuditRetention retention, AuditKey key) {
    /** Over these stores, with the signing key and the segments below {@code data}. */
    static AuditKeeping over(JdbcDatabase stores, Path data) {
        var clock = InstantSource.system();
        var signers = new FileAuditSignerStore(data.resolve("audit.key"), new SecureRandom());
        var signer = signers.load().stream().findFirst().orElseGet(signers::add);
        var archive = new AuditArchive(data.resolve("audit"));
        var exporter = new AuditExporter(stores, stores, archive, signers, clock, 1_000);
        var retention = new AuditRetention(stores, stores, archive, signers, clock, AuditRetention.DEFAULT);
        return new AuditKeeping(exporter, retention, signer.key());
    }

    /** Exports what is new, and drops what is old and exported; says what somebody has to look at. */
    String everyNight() {
        AuditExport export = exporter.exportAll(AuditEvent.SYSTEM);
        if (export instanceof AuditExport.LogBroken broken) {
            return "the log is broken at record " + broken.where().number();
        } else if (export instanceof AuditExport.ArchiveBroken broken) {
            return "the archive is broken: " + broken.where();
        }
        return "done: " + retention.drop(AuditEvent.SYSTEM);
    }

    /** What an auditor does, elsewhere, with a copy of the folder and the public key as text. */
    static String check(Path folder, String publicKey) {
        AuditKey key = AuditKey.parse(publicKey).orElseThrow();
        ArchiveVerdict verdict = new AuditVerifier(key).verifyFolder(folder);
        if (verdict instanceof ArchiveVerdict.Broken broken) {
            return broken.segment() + ", line " + broken.line() + ": " + broken.fault() + " at record "
                    + broken.record();
        }
        ArchiveVerdict.Proven proven = (ArchiveVerdict.Proven) verdict;
        return "records " + proven.first() + " to " + proven.last() + " are proven, later ones are not";
    }

    /** Whether the database still has what the last segment has seen. */
    static boolean isWhole(AuditLog log, AuditCheckpoint lastSeen) {
        return log.verify(lastSeen) instanceof AuditVerdict.Intact;
    }
}
