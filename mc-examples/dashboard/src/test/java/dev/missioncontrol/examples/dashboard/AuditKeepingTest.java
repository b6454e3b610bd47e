package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict;
import dev.missioncontrol.core.audit.archive.AuditVerifier;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.examples.dashboard.gateway.DataFolder;
import dev.missioncontrol.jdbc.JdbcDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records as the days go by. */
class AuditKeepingTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private DataFolder data;
    private JdbcDatabase stores;
    private AuditLog log;

    @BeforeEach
    void open() {
        data = DataFolder.open(folder.resolve("data"));
        stores = JdbcDatabase.sqlite(data.file("mission-control.db"), () -> now);
        log = new AuditLog(stores, stores);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void run_whenRecordsAreOlderThanTheyHaveToBe_keepsThemInSegmentsAlone() {
        try (AuditKeeping keeping = keeping(Optional.of(Duration.ofDays(30)))) {
            signIns(5);
            assertThat(keeping.run()).isEmpty();
            assertThat(log.read(0, 100)).hasSize(6);
            now = now.plus(Duration.ofDays(31));
            signIns(2);

            assertThat(keeping.run()).isEmpty();

            assertThat(log.read(0, 100)).extracting(record -> record.number()).doesNotContain(1L, 6L);
            assertThat(log.verify()).isInstanceOf(AuditVerdict.Intact.class);
            assertThat(archived()).isInstanceOf(ArchiveVerdict.Proven.class);
        }
    }

    @Test
    void run_whenTheyStayForEver_exportsAndDropsNothing() {
        try (AuditKeeping keeping = keeping(Optional.empty())) {
            signIns(5);
            assertThat(keeping.run()).isEmpty();
            now = now.plus(Duration.ofDays(4_000));

            assertThat(keeping.run()).isEmpty();

            assertThat(log.read(0, 100)).hasSize(6);
            assertThat(archived()).isInstanceOf(ArchiveVerdict.Proven.class);
        }
    }

    @Test
    void run_whenASegmentWasEdited_saysSo() throws Exception {
        try (AuditKeeping keeping = keeping(Optional.of(Duration.ofDays(30)))) {
            signIns(3);
            keeping.run();
            Path segment = data.file("audit").resolve("audit-000000000000000001.segment");
            Files.writeString(segment, Files.readString(segment).replace("record 2 ", "record 7 "));

            assertThat(keeping.run()).isPresent();
        }
    }

    @Test
    void dashboard_whenItRuns_keepsItsLogByItself() {
        try (Demo demo = Demo.start(folder.resolve("demo"), Map.of("MC_RETAIN_AUDIT_DAYS", "30"))) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("audit-keeping");
            assertThat(demo.page()).isNotNull();
            assertThat(folder.resolve("demo").resolve("audit.key"))
                    .as("made with the first run")
                    .doesNotExist();
        }
    }

    private AuditKeeping keeping(Optional<Duration> keep) {
        return AuditKeeping.over(stores, data, keep, () -> now, random);
    }

    private void signIns(int count) {
        for (int i = 0; i < count; i++) {
            log.append(AuditEvent.of(AuditAction.LOGIN, "ada", "session " + i));
        }
    }

    private ArchiveVerdict archived() {
        var signer =
                new FileAuditSignerStore(data.file("audit.key"), random).load().get(0);
        return new AuditVerifier(signer.key()).verifyFolder(data.file("audit"));
    }
}
