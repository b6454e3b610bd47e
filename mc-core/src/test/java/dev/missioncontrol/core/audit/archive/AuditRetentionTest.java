package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.audit.archive.RetentionOutcome.ArchiveBroken;
import dev.missioncontrol.core.audit.archive.RetentionOutcome.Dropped;
import dev.missioncontrol.core.audit.archive.RetentionOutcome.LogBroken;
import dev.missioncontrol.core.audit.archive.RetentionOutcome.NothingOld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRetentionTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void keep_whenShorterThanThirtyDays_isRefused() {
        assertThatThrownBy(() -> world.retain(MONTH.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 days");
        assertThat(AuditRetention.DEFAULT).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void drop_whenNothingWasExported_dropsNothing() {
        world.write(10);
        later(Duration.ofDays(4_000));
        world.write(1);

        assertThat(world.retain(MONTH)).isEqualTo(new NothingOld());
        assertThat(world.log.verify()).extracting("count").isEqualTo(11L);
    }

    @Test
    void drop_whenSegmentsAreOld_dropsWholeOnesAndLeavesASignedStubAndARecord() {
        world.write(9);
        world.exporter(5).exportAll("admin");
        later(MONTH.plusDays(1));
        world.write(3);
        world.exporter(5).exportAll("admin");

        Dropped dropped = (Dropped) world.retain(MONTH);

        AuditCheckpoint stub = dropped.stub();
        assertThat(stub.number()).isEqualTo(10);
        assertThat(stub.kind()).isEqualTo(AuditCheckpoint.Kind.STUB);
        assertThat(stub.isSignedBy(world.key)).isTrue();
        assertThat(world.unit.stub()).contains(stub.text());
        assertThat(world.log.read(0, 1)).extracting(AuditRecord::number).containsExactly(11L);
        AuditRecord record = world.log.tail(1).get(0);
        assertThat(record.event().action()).isEqualTo(AuditAction.AUDIT_DROPPED);
        assertThat(record.event().detail())
                .containsEntry("upTo", "10")
                .containsEntry("head", stub.head().hex());
        assertThat(world.log.verify(world.key)).isEqualTo(new AuditVerdict.Intact(5, record.hash()));
        assertThat(world.verify()).isInstanceOf(ArchiveVerdict.Proven.class);
    }

    @Test
    void drop_whenTheLastRecordOfASegmentIsYoung_keepsAllOfIt() {
        world.write(3);
        later(MONTH);
        world.write(1);
        world.exporter(5).exportAll("admin");
        later(Duration.ofDays(10));
        world.write(1);

        assertThat(world.retain(MONTH)).isEqualTo(new NothingOld());
        later(Duration.ofDays(20).plusMillis(1));
        world.write(1);
        assertThat(world.retain(MONTH)).isInstanceOf(Dropped.class);
    }

    @Test
    void drop_whenTheClockRanAheadOfAQuietLog_dropsNothing() {
        world.write(4);
        world.exporter(5).exportAll("admin");
        later(Duration.ofDays(3_650));

        assertThat(world.retain(MONTH)).isEqualTo(new NothingOld());
    }

    @Test
    void drop_whenItIsRepeated_goesOnBehindTheStub() {
        world.write(4);
        world.exporter(5).exportAll("admin");
        later(MONTH.plusDays(1));
        world.write(4);
        world.exporter(5).exportAll("admin");
        assertThat(world.retain(MONTH)).isInstanceOf(Dropped.class);
        assertThat(world.retain(MONTH)).isEqualTo(new NothingOld());
        later(MONTH.plusDays(1));
        world.write(1);

        Dropped second = (Dropped) world.retain(MONTH);

        assertThat(second.stub().number()).isEqualTo(10);
        assertThat(world.log.verify(world.key)).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void drop_whenTheExportedSegmentIsDamaged_dropsNothing() throws IOException {
        oldLog();
        Path segment = folder.resolve("audit-000000000000000001.segment");
        Files.writeString(segment, Files.readString(segment).replace("record 3 ", "record 3  "));

        assertThat(world.retain(MONTH))
                .isEqualTo(new ArchiveBroken(
                        new ArchiveVerdict.Broken("audit-000000000000000001.segment", 7, 3, Fault.FORM)));
        assertThat(world.unit.stub()).isEmpty();
    }

    @Test
    void drop_whenASegmentIsMissing_dropsNothing() throws IOException {
        oldLog();
        Files.delete(folder.resolve("audit-000000000000000001.segment"));

        assertThat(world.retain(MONTH))
                .isEqualTo(new ArchiveBroken(
                        new ArchiveVerdict.Broken("audit-000000000000000001.segment", 0, 1, Fault.SEGMENT_MISSING)));
        assertThat(world.unit.stub()).isEmpty();
    }

    @Test
    void drop_whenTheArchiveIsOfAnotherLog_dropsNothing() {
        oldLog();
        World other = new World(folder);
        other.signers.retain(AuditKeys.OWN.key());
        other.now = World.NOON.plusSeconds(1);
        other.write(20);
        other.now = world.now;
        other.write(1);

        RetentionOutcome outcome = new AuditRetention(
                        other.unit, other.unit, other.archive, world.signers, () -> other.now, MONTH)
                .drop("admin");

        assertThat(outcome).isEqualTo(new LogBroken(new AuditVerdict.Broken(5, AuditVerdict.Fault.HASH)));
        assertThat(other.unit.latest()).isEqualTo(21);
    }

    @Test
    void verify_againstACheckpoint_findsACutTailAndAnotherHistory() {
        world.write(4);
        AuditExport.Written export = (AuditExport.Written) world.exporter(5).exportAll("admin");
        AuditCheckpoint seen = export.segments().get(0).checkpoint();
        World cut = new World(folder);
        cut.write(3);
        World rewritten = new World(folder);
        rewritten.now = World.NOON.plusSeconds(1);
        rewritten.write(9);

        assertThat(world.log.verify(seen)).isInstanceOf(AuditVerdict.Intact.class);
        assertThat(cut.log.verify(seen)).isEqualTo(new AuditVerdict.Broken(4, AuditVerdict.Fault.CUT_OFF));
        assertThat(rewritten.log.verify(seen)).isEqualTo(new AuditVerdict.Broken(5, AuditVerdict.Fault.HASH));
    }

    private void oldLog() {
        world.write(9);
        world.exporter(5).exportAll("admin");
        later(MONTH.plusDays(1));
        world.write(1);
    }

    private void later(Duration time) {
        world.now = world.now.plus(time);
    }
}
