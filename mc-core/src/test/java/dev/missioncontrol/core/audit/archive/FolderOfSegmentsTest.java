package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Broken;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.audit.archive.AuditExport.Written;
import dev.missioncontrol.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole segments that are swapped, missing, twice there or of somebody else. */
class FolderOfSegmentsTest {
    private static final String FIRST = "audit-000000000000000001.segment";
    private static final String SECOND = "audit-000000000000000006.segment";
    private static final String THIRD = "audit-000000000000000011.segment";

    @TempDir
    private Path folder;

    private World world;
    private List<AuditSegment> segments;

    @BeforeEach
    void exportFifteenRecordsInThreeSegments() {
        world = new World(folder);
        world.write(15);
        segments = ((Written) world.exporter(5).exportFull("admin")).segments();
        assertThat(world.verify())
                .isEqualTo(new Proven(1, 15, 3, segments.get(2).checkpoint()));
    }

    @Test
    void segment_whenVerifiedAlone_saysWhatItProves() {
        assertThat(new AuditVerifier(world.key).verifySegment(folder.resolve(SECOND)))
                .isEqualTo(new Proven(6, 10, 1, segments.get(1).checkpoint()));
    }

    @Test
    void segment_whenMissing_isNamed() throws IOException {
        Files.delete(folder.resolve(SECOND));
        assertThat(world.verify()).isEqualTo(new Broken(SECOND, 0, 6, Fault.SEGMENT_MISSING));
        Files.delete(folder.resolve(FIRST));
        assertThat(world.verify()).isEqualTo(new Broken(FIRST, 0, 1, Fault.SEGMENT_MISSING));
        Files.delete(folder.resolve(THIRD));
        assertThat(world.verify()).isEqualTo(new Broken(FIRST, 0, 1, Fault.SEGMENT_MISSING));
    }

    @Test
    void segment_whenTheNewestIsMissing_isNotProvenAndTheLogShowsIt() throws IOException {
        Files.delete(folder.resolve(THIRD));

        assertThat(world.verify()).extracting("last").isEqualTo(10L);
    }

    @Test
    void segments_whenSwapped_areNamedByTheFirst() throws IOException {
        Path aside = folder.resolve("aside");
        Files.move(folder.resolve(FIRST), aside);
        Files.move(folder.resolve(THIRD), folder.resolve(FIRST));
        Files.move(aside, folder.resolve(THIRD));

        assertThat(world.verify()).isEqualTo(new Broken(FIRST, 2, 1, Fault.SEGMENT_MISPLACED));
    }

    @Test
    void segment_whenItIsThereTwice_isNamed() throws IOException {
        Path twice = folder.resolve("audit-000000000000000007.segment");
        Files.copy(folder.resolve(SECOND), twice);

        assertThat(world.verify()).isEqualTo(new Broken(twice.getFileName().toString(), 0, 11, Fault.SEGMENT_REPEATED));
    }

    @Test
    void segment_whenAnotherStandsInItsPlace_isNamed() throws IOException {
        Files.delete(folder.resolve(SECOND));
        Files.copy(folder.resolve(THIRD), folder.resolve(SECOND));

        assertThat(world.verify()).isEqualTo(new Broken(SECOND, 2, 6, Fault.SEGMENT_MISPLACED));
    }

    @Test
    void segment_whenItsNameIsNoneOfOurs_isNotPassedOver() throws IOException {
        Files.copy(folder.resolve(THIRD), folder.resolve("audit-000000000000000011 (copy).segment"));

        assertThat(world.verify())
                .isEqualTo(new Broken("audit-000000000000000011 (copy).segment", 0, 11, Fault.SEGMENT_MISPLACED));
    }

    @Test
    void segment_whenOfAnotherLogUnderTheSameKey_doesNotHangOnTheOneBefore(@TempDir Path elsewhere) throws IOException {
        World other = new World(elsewhere);
        other.now = World.NOON.plusSeconds(1);
        other.write(15);
        new AuditExporter(other.unit, other.unit, other.archive, world.signers, () -> other.now, 5).exportFull("admin");
        Files.delete(folder.resolve(SECOND));
        Files.copy(elsewhere.resolve(SECOND), folder.resolve(SECOND));

        assertThat(world.verify()).isEqualTo(new Broken(SECOND, 3, 6, Fault.PREVIOUS_HASH));
    }

    @Test
    void segment_whenCut_isNamedWithTheRecord() throws IOException {
        String text = Files.readString(folder.resolve(SECOND));
        Files.writeString(folder.resolve(SECOND), text.substring(0, text.indexOf("record 8 ") + 3));

        assertThat(world.verify()).isEqualTo(new Broken(SECOND, 7, 8, Fault.CUT_OFF));
    }

    @Test
    void segment_whenItIsALinkOrAFolder_isUnreadable() throws IOException {
        Path aside = folder.resolve("aside");
        Files.move(folder.resolve(SECOND), aside);
        Files.createSymbolicLink(folder.resolve(SECOND), aside);
        assertThat(world.verify()).isEqualTo(new Broken(SECOND, 0, 6, Fault.UNREADABLE));
        Files.delete(folder.resolve(SECOND));
        Files.createDirectory(folder.resolve(SECOND));
        assertThat(world.verify()).isEqualTo(new Broken(SECOND, 0, 6, Fault.UNREADABLE));
    }

    @Test
    void folder_behindACheckpoint_looksAtLaterSegmentsOnlyAndMissesNone() throws IOException {
        AuditCheckpoint behind = segments.get(0).checkpoint();
        AuditVerifier verifier = new AuditVerifier(world.key);
        Proven later = new Proven(6, 15, 2, segments.get(2).checkpoint());

        assertThat(verifier.verifyFolder(folder, behind)).isEqualTo(later);
        Files.delete(folder.resolve(FIRST));
        assertThat(verifier.verifyFolder(folder, behind)).isEqualTo(later);
        Files.delete(folder.resolve(SECOND));
        assertThat(verifier.verifyFolder(folder, behind)).isEqualTo(new Broken(SECOND, 0, 6, Fault.SEGMENT_MISSING));
        assertThatThrownBy(() -> new AuditVerifier(AuditKeys.STRANGER.key()).verifyFolder(folder, behind))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void folder_whenItIsMissing_fails() {
        AuditVerifier verifier = new AuditVerifier(world.key);

        assertThatThrownBy(() -> verifier.verifyFolder(folder.resolve("nowhere")))
                .isInstanceOf(StoreException.class);
        assertThat(verifier.verifySegment(folder.resolve("nowhere")))
                .isEqualTo(new Broken("nowhere", 0, 0, Fault.UNREADABLE));
    }
}
