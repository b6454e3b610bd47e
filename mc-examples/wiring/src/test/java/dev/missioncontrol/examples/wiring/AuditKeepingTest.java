package dev.missioncontrol.examples.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict;
import dev.missioncontrol.core.audit.archive.AuditVerifier;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditKeepingTest {
    @TempDir
    private Path data;

    private JdbcDatabase stores;
    private AuditLog log;
    private AuditKeeping keeping;

    @BeforeEach
    void exportSomeRecords() throws Exception {
        Files.createDirectory(data.resolve("audit"));
        stores = JdbcDatabase.sqlite(data.resolve("mc.db"), InstantSource.system());
        log = new AuditLog(stores, stores);
        for (int i = 0; i < 5; i++) {
            log.append(AuditEvent.of(AuditAction.LOGIN, "alice", "" + i));
        }
        keeping = AuditKeeping.over(stores, data);
        assertThat(keeping.everyNight()).startsWith("done: NothingOld");
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void segments_whenTheyAreWhole_areProvenByTheKeyAlone() {
        assertThat(check()).isEqualTo("records 1 to 6 are proven, later ones are not");
        assertThat(AuditKeeping.isWhole(log, lastSeen())).isTrue();
        assertThat(AuditKeeping.over(stores, data).key()).isEqualTo(keeping.key());
    }

    @Test
    void segments_whenOneWasEdited_areBrokenThere() throws Exception {
        Path segment = data.resolve("audit/audit-000000000000000001.segment");
        Files.writeString(segment, Files.readString(segment).replace("record 3 ", "record 4 "));

        assertThat(check()).isEqualTo("audit-000000000000000001.segment, line 7: NUMBER at record 3");
        assertThat(keeping.everyNight()).startsWith("the archive is broken");
    }

    @Test
    void database_whenItIsAnother_doesNotHaveWhatTheSegmentHasSeen() {
        try (JdbcDatabase other = JdbcDatabase.sqlite(data.resolve("other.db"), InstantSource.system())) {
            assertThat(AuditKeeping.isWhole(new AuditLog(other, other), lastSeen()))
                    .isFalse();
            assertThat(AuditKeeping.over(other, data).everyNight()).isEqualTo("the log is broken at record 1");
        }
    }

    @Test
    void documentation_whenRead_namesEveryAction() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "audit.md"));

        assertThat(AuditAction.values()).allSatisfy(action -> assertThat(page).contains("`" + action.wireName() + "`"));
    }

    private String check() {
        return AuditKeeping.check(data.resolve("audit"), keeping.key().text());
    }

    private AuditCheckpoint lastSeen() {
        ArchiveVerdict verdict = new AuditVerifier(keeping.key()).verifyFolder(data.resolve("audit"));
        return ((ArchiveVerdict.Proven) verdict).checkpoint();
    }
}
