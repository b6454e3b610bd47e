package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.AuditVerdict.Broken;
import dev.missioncontrol.core.audit.AuditVerdict.Fault;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict;
import dev.missioncontrol.core.audit.archive.AuditArchive;
import dev.missioncontrol.core.audit.archive.AuditExport;
import dev.missioncontrol.core.audit.archive.AuditExporter;
import dev.missioncontrol.core.audit.archive.AuditRetention;
import dev.missioncontrol.core.audit.archive.AuditVerifier;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.core.audit.archive.RetentionOutcome.Dropped;
import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export, retention and rotation over a real database file, and what tampering with the rest shows. */
class JdbcRetentionTest {
    private static final AuditEvent EVENT = AuditEvent.of(AuditAction.LOGIN, "alice", "");

    @TempDir
    private Path folder;

    private Path file;
    private Instant now = Fixture.NOON;
    private JdbcDatabase database;
    private FileAuditSignerStore signers;
    private AuditSigner signer;

    @BeforeEach
    void dropTheFirstTenOfTwelveRecords() throws Exception {
        file = folder.resolve("mc.db");
        Files.createDirectory(folder.resolve("audit"));
        signers = new FileAuditSignerStore(folder.resolve("audit.key"), new SecureRandom());
        signer = signers.add();
        database = JdbcDatabase.sqlite(file, () -> now);
        write(9);
        assertThat(exporter().exportAll("admin")).isInstanceOf(AuditExport.Written.class);
        now = now.plus(Duration.ofDays(366));
        write(1);
        assertThat(retention().drop("admin")).isInstanceOf(Dropped.class);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void database_afterADrop_opensAgainAndGoesOn() {
        database.close();
        database = JdbcDatabase.sqlite(file, () -> now);
        write(3);

        assertThat(database.links(0, 1).get(0).number()).isEqualTo(11);
        assertThat(log().verify(signer.key()))
                .isEqualTo(new AuditVerdict.Intact(5, log().tail(1).get(0).hash()));
    }

    @Test
    void archive_afterADrop_goesOnWithoutAHoleAndUnderTheNextKey() {
        write(7);
        assertThat(exporter().rotateKey("admin")).isInstanceOf(AuditExport.Written.class);
        write(2);
        exporter().exportAll("admin");

        assertThat(new AuditVerifier(signer.key()).verifyFolder(folder.resolve("audit")))
                .isInstanceOf(ArchiveVerdict.Proven.class)
                .extracting("first", "last")
                .containsExactly(1L, database.latest());
    }

    @Test
    void records_whenDroppedWithoutTheKey_areMissed() throws Exception {
        write(3);
        Fixture.tamper(file, "DELETE FROM mc_audit WHERE number <= 12");

        assertThat(log().verify()).isEqualTo(new Broken(13, Fault.NUMBER));
    }

    @Test
    void stub_whenMovedEditedOrForged_isFound() throws Exception {
        write(3);
        String honest = database.stub().orElseThrow();
        for (String forged : new String[] {"", honest + " ", honest.replace("stub 10 ", "stub 12 ")}) {
            Fixture.tamper(file, "UPDATE mc_audit_stub SET text = '" + forged + "'");

            assertThat(log().verify()).isEqualTo(new Broken(1, Fault.STUB));
            assertThat(log().verify(signer.key())).isEqualTo(new Broken(1, Fault.STUB));
        }
    }

    @Test
    void log_whenEverythingButADamagedStubIsGone_refusesToGoOn() throws Exception {
        Fixture.tamper(file, "DELETE FROM mc_audit", "UPDATE mc_audit_stub SET text = 'x'");

        assertThatThrownBy(() -> write(1)).isInstanceOf(StoreException.class);
    }

    private void write(int records) {
        for (int i = 0; i < records; i++) {
            database.commit(tx -> tx.record(EVENT));
        }
    }

    private AuditLog log() {
        return new AuditLog(database, database);
    }

    private AuditExporter exporter() {
        return new AuditExporter(database, database, new AuditArchive(folder.resolve("audit")), signers, () -> now, 4);
    }

    private AuditRetention retention() {
        return new AuditRetention(
                database,
                database,
                new AuditArchive(folder.resolve("audit")),
                signers,
                () -> now,
                AuditRetention.DEFAULT);
    }
}
