package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.audit.archive.AuditExport.ArchiveBroken;
import dev.missioncontrol.core.audit.archive.AuditExport.LogBroken;
import dev.missioncontrol.core.audit.archive.AuditExport.Written;
import dev.missioncontrol.core.file.FailingDisk;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditExporterTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void exportFull_whenThereAreNotEnoughRecords_writesNothingAndRecordsNothing() throws IOException {
        world.write(9);

        assertThat(world.exporter(10).exportFull("admin")).isEqualTo(new Written(List.of(), 0));
        assertThat(world.unit.latest()).isEqualTo(9);
        assertThat(names()).containsExactly(".lock");
    }

    @Test
    void exportFull_whenThereIsMore_writesWholeSegmentsAndLeavesTheRest() throws IOException {
        world.write(25);

        Written written = (Written) world.exporter(10).exportFull("admin");

        assertThat(written.last()).isEqualTo(20);
        assertThat(written.segments()).extracting(AuditSegment::first).containsExactly(1L, 11L);
        assertThat(written.segments()).extracting(AuditSegment::last).containsExactly(10L, 20L);
        assertThat(names())
                .containsExactly(".lock", "audit-000000000000000001.segment", "audit-000000000000000011.segment");
        assertThat(world.verify())
                .isEqualTo(new Proven(1, 20, 2, written.segments().get(1).checkpoint()));
        AuditRecord record = world.log.tail(1).get(0);
        assertThat(record.event().action()).isEqualTo(AuditAction.AUDIT_EXPORTED);
        assertThat(record.event().actor()).isEqualTo("admin");
        assertThat(record.event().detail()).containsEntry("after", "0");
    }

    @Test
    void exportAll_whenItIsRepeated_goesOnBehindTheLastSegmentAndEndsAtRest() {
        world.write(12);
        AuditExporter exporter = world.exporter(10);

        assertThat(((Written) exporter.exportAll("admin")).last()).isEqualTo(13);
        assertThat(exporter.exportAll("admin")).isEqualTo(new Written(List.of(), 13));
        world.write(1);
        assertThat(((Written) exporter.exportAll("admin")).segments())
                .extracting(AuditSegment::first)
                .containsExactly(14L);
        assertThat(world.verify())
                .isInstanceOf(Proven.class)
                .extracting("last", "segments")
                .containsExactly(15L, 3);
    }

    @Test
    void exportAll_whenThereIsNoRecord_writesNothing() {
        assertThat(world.exporter(10).exportAll("admin")).isEqualTo(new Written(List.of(), 0));
    }

    @Test
    void export_whenAnUnfinishedSegmentIsLeft_throwsItAwayAndGoesOn() throws IOException {
        Files.writeString(folder.resolve("audit-000000000000000001.segment.new"), "half a segm");
        world.write(10);

        world.exporter(10).exportFull("admin");

        assertThat(world.verify()).isInstanceOf(Proven.class);
        assertThat(names()).containsExactly(".lock", "audit-000000000000000001.segment");
    }

    @Test
    void export_whenWritten_isReadableByItsOwnerAlone() throws IOException {
        world.write(10);
        Written written = (Written) world.exporter(10).exportFull("admin");

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(written.segments().get(0).file())))
                .isEqualTo("rw-------");
    }

    @Test
    void export_whileAnotherRuns_isRefused() {
        world.write(1);

        world.archive.writing(() -> assertThatThrownBy(() -> world.exporter(10).exportAll("admin"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("somebody else"));

        assertThat(world.unit.latest()).isEqualTo(1);
    }

    @Test
    void export_whileOthersWriteAndExport_leavesNoHole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            work.add(() -> {
                world.write(300);
                return true;
            });
            work.add(() -> {
                for (int run = 0; run < 30; run++) {
                    exportUnlessBusy();
                }
                return true;
            });
        }
        for (Future<Boolean> done : threads.invokeAll(work)) {
            assertThat(done.get()).isTrue();
        }
        threads.shutdown();
        world.exporter(7).exportAll("admin");

        assertThat(world.verify()).isInstanceOf(Proven.class).extracting("last").isEqualTo(world.unit.latest());
        assertThat(world.unit.latest()).isGreaterThan(600);
    }

    private void exportUnlessBusy() {
        try {
            assertThat(world.exporter(7).exportFull("admin")).isInstanceOf(Written.class);
        } catch (StoreException busy) {
            assertThat(busy).hasMessageContaining("somebody else");
        }
    }

    @Test
    void export_whenTheNewestSegmentIsDamaged_addsNothing() throws IOException {
        world.write(10);
        Path segment = ((Written) world.exporter(10).exportFull("admin"))
                .segments()
                .get(0)
                .file();
        Files.writeString(segment, Files.readString(segment).replace("record 7 ", "record 8 "));
        world.write(10);
        long before = world.unit.latest();

        assertThat(world.exporter(10).exportAll("admin"))
                .isEqualTo(new ArchiveBroken(new ArchiveVerdict.Broken(
                        "audit-000000000000000001.segment", 11, 7, ArchiveVerdict.Fault.NUMBER)));
        assertThat(world.unit.latest()).isEqualTo(before);
    }

    @Test
    void export_whenTheLogIsOlderThanTheArchive_signsNothing() {
        world.write(10);
        world.exporter(10).exportAll("admin");
        World restored = new World(folder);
        restored.write(5);

        assertThat(restored.exporter(10).exportAll("admin"))
                .isEqualTo(new LogBroken(new AuditVerdict.Broken(6, AuditVerdict.Fault.CUT_OFF)));
    }

    @Test
    void export_whenTheLogIsAnotherThanTheArchives_signsNothing() throws IOException {
        world.write(10);
        world.exporter(11).exportAll("admin");
        World other = new World(folder);
        other.now = World.NOON.plusSeconds(1);
        other.write(30);

        assertThat(other.exporter(10).exportAll("admin"))
                .isEqualTo(new LogBroken(new AuditVerdict.Broken(12, AuditVerdict.Fault.PREVIOUS_HASH)));
        assertThat(names()).containsExactly(".lock", "audit-000000000000000001.segment");
    }

    @Test
    void export_withoutAKey_isRefusedBeforeAnythingIsRecorded() {
        world.write(3);
        world.signers.retain(AuditKeys.STRANGER.key());

        assertThatThrownBy(() -> world.exporter(10).exportAll("admin")).isInstanceOf(IllegalStateException.class);
        assertThat(world.unit.latest()).isEqualTo(3);
    }

    @Test
    void export_whenTheArchiveHasAKeyThatIsNotKept_isRefusedBeforeAnythingIsRecorded() throws IOException {
        world.write(3);
        world.exporter(10).exportAll("admin");
        world.write(3);
        world.signers.retain(world.signers.add().key());
        long before = world.unit.latest();

        assertThatThrownBy(() -> world.exporter(10).exportAll("admin"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(world.key.text());
        assertThatThrownBy(() -> world.exporter(10).rotateKey("admin")).isInstanceOf(StoreException.class);
        assertThat(world.unit.latest()).isEqualTo(before);
        assertThat(names()).containsExactly(".lock", "audit-000000000000000001.segment");
    }

    @Test
    void export_whenTheDiskDoesNotTakeTheSegment_leavesNoneAndIsMadeLater() throws IOException {
        FailingDisk disk = new FailingDisk();
        World weak = new World(disk.on(folder));
        weak.write(3);
        disk.failFor(path -> path.toString().endsWith(".new"));

        assertThatThrownBy(() -> weak.exporter(10).exportAll("admin"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("audit-000000000000000001.segment");
        assertThat(names()).containsExactly(".lock");
        disk.failFor(path -> false);
        assertThat(((Written) weak.exporter(10).exportAll("admin")).last()).isEqualTo(5);
        assertThat(disk.forced()).last().isEqualTo(folder);
    }

    @Test
    void export_whenTheDiskDoesNotTakeTheNameOfASegment_isNotSaidToBeDone() {
        FailingDisk disk = new FailingDisk();
        World weak = new World(disk.on(folder));
        weak.write(3);
        disk.failFor(folder::equals);

        assertThatThrownBy(() -> weak.exporter(10).exportAll("admin")).isInstanceOf(StoreException.class);
    }

    @Test
    void export_whenTheFolderIsMissing_fails() {
        World lost = new World(folder.resolve("nowhere"));
        lost.write(3);

        assertThatThrownBy(() -> lost.exporter(10).exportAll("admin"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void export_intoANewArchiveAfterRetention_beginsBehindTheStub() throws IOException {
        world.write(10);
        world.exporter(5).exportAll("admin");
        world.now = World.NOON.plus(Duration.ofDays(400));
        world.write(1);
        RetentionOutcome.Dropped dropped = (RetentionOutcome.Dropped) world.retain(AuditRetention.DEFAULT);
        Path second = Files.createDirectory(folder.resolve("second"));

        AuditExport again = new AuditExporter(
                        world.unit, world.unit, new AuditArchive(second), world.signers, () -> world.now, 100)
                .exportAll("admin");

        assertThat(((Written) again).segments()).extracting(AuditSegment::first).containsExactly(12L);
        assertThat(new AuditVerifier(world.key).verifyFolder(second, dropped.stub()))
                .isInstanceOf(Proven.class)
                .extracting("first")
                .isEqualTo(12L);
        assertThat(new AuditVerifier(world.key).verifyFolder(second))
                .isEqualTo(new ArchiveVerdict.Broken(
                        "audit-000000000000000001.segment", 0, 1, ArchiveVerdict.Fault.SEGMENT_MISSING));
    }

    @Test
    void length_whenNotPositive_isRefused() {
        assertThatThrownBy(() -> world.exporter(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
