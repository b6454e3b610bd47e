package dev.missioncontrol.core.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditRecord;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.AuditSuccession;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Broken;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Fault;
import dev.missioncontrol.core.audit.archive.ArchiveVerdict.Proven;
import dev.missioncontrol.core.audit.archive.AuditExport.LogBroken;
import dev.missioncontrol.core.audit.archive.AuditExport.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    private static final AuditEvent EVENT = AuditEvent.of(AuditAction.LOGIN, "a", "");

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void rotateKey_whenDone_isAcceptedByWhoeverTrustsTheOldKeyAndOnlyFromTheStart() {
        world.write(4);
        Written rotated = (Written) world.exporter(100).rotateKey("admin");
        world.write(3);
        world.exporter(100).exportAll("admin");

        AuditKey next = world.signers.load().get(0).key();
        assertThat(world.signers.load()).hasSize(1);
        assertThat(next).isNotEqualTo(world.key);
        assertThat(rotated.segments().get(0).checkpoint().isSignedBy(next)).isTrue();
        Proven proven = (Proven) world.verify();
        assertThat(proven.last()).isEqualTo(world.unit.latest());
        assertThat(proven.checkpoint().key()).isEqualTo(next);
        assertThat(new AuditVerifier(next).verifyFolder(folder))
                .isInstanceOf(Broken.class)
                .extracting("fault")
                .isEqualTo(Fault.FOREIGN_KEY);
        assertThat(new AuditVerifier(next)
                        .verifyFolder(folder, rotated.segments().get(0).checkpoint()))
                .isInstanceOf(Proven.class)
                .extracting("first")
                .isEqualTo(rotated.last() + 1);
    }

    @Test
    void rotateKey_whenItIsRepeated_handsOverEachTime() {
        world.write(1);
        for (int i = 0; i < 5; i++) {
            assertThat(world.exporter(3).rotateKey("admin")).isInstanceOf(Written.class);
            world.write(2);
        }
        world.exporter(3).exportAll("admin");

        assertThat(world.verify()).isInstanceOf(Proven.class).extracting("last").isEqualTo(world.unit.latest());
        assertThat(world.log.read(0, 1_000))
                .filteredOn(record -> record.event().action() == AuditAction.AUDIT_KEY_ROTATED)
                .hasSize(5);
    }

    @Test
    void rotateKey_whenItWasCutShortBeforeTheRecord_usesTheKeyThatWasMade() {
        world.write(4);
        AuditKey made = world.signers.add().key();

        world.exporter(100).rotateKey("admin");

        assertThat(world.signers.load()).extracting(AuditSigner::key).containsExactly(made);
        assertThat(world.verify()).isInstanceOf(Proven.class);
    }

    @Test
    void export_whenTheRotationWasCutShortBehindTheRecord_goesOnWithTheNextKey() {
        world.write(4);
        AuditSigner old = world.signers.load().get(0);
        AuditSigner next = world.signers.add();
        world.log.append(AuditSuccession.sign(old, next.key()).event("admin"));
        world.write(1);

        assertThat(world.exporter(3).exportAll("admin")).isInstanceOf(Written.class);

        Proven proven = (Proven) world.verify();
        assertThat(proven.checkpoint().key()).isEqualTo(next.key());
        assertThat(world.signers.load()).extracting(AuditSigner::key).containsExactly(next.key());
    }

    @Test
    void export_intoANewArchiveAfterRotations_beginsUnderTheFirstKey(@TempDir Path elsewhere) {
        world.write(2);
        world.exporter(10).rotateKey("admin");
        world.write(2);
        world.exporter(10).rotateKey("admin");

        AuditExport again = new AuditExporter(
                        world.unit, world.unit, new AuditArchive(elsewhere), world.signers, () -> world.now, 3)
                .exportAll("admin");

        assertThat(again).isInstanceOf(Written.class);
        assertThat(new AuditVerifier(world.key).verifyFolder(elsewhere))
                .isInstanceOf(Proven.class)
                .extracting("last")
                .isEqualTo(world.unit.latest());
    }

    @Test
    void export_whenTheRecordOfARotationIsForged_signsNothingBehindIt() {
        world.write(2);
        AuditSigner stranger = AuditKeys.STRANGER;
        world.log.append(AuditSuccession.sign(stranger, stranger.key()).event("mallory"));

        assertThat(world.exporter(2).exportAll("admin"))
                .isEqualTo(new LogBroken(new AuditVerdict.Broken(3, AuditVerdict.Fault.SUCCESSION)));
        assertThat(world.verify()).isInstanceOf(Proven.class).extracting("last").isEqualTo(2L);
    }

    @Test
    void segment_whenTheOldKeySigned_isAcceptedUnderTheNextFromThere() {
        List<AuditRecord> chain = chainWith(AuditSuccession.sign(AuditKeys.OWN, AuditKeys.NEXT.key()));

        assertThat(Segments.verify(Segments.text(chain, AuditKeys.OWN, AuditKeys.NEXT)))
                .isInstanceOf(Proven.class);
        Segments.assertBroken(
                Segments.verify(Segments.text(chain, AuditKeys.OWN, AuditKeys.OWN)), 11, 6, Fault.FOREIGN_KEY);
    }

    @Test
    void segment_whenTheSuccessionIsNotSignedByTheKeyInForce_isBrokenThere() {
        AuditSuccession own = AuditSuccession.sign(AuditKeys.OWN, AuditKeys.NEXT.key());
        AuditSuccession strangers = AuditSuccession.sign(AuditKeys.STRANGER, AuditKeys.NEXT.key());
        List<AuditSuccession> forged = List.of(
                strangers,
                new AuditSuccession(AuditKeys.OWN.key(), AuditKeys.NEXT.key(), strangers.signature()),
                new AuditSuccession(AuditKeys.OWN.key(), AuditKeys.STRANGER.key(), own.signature()),
                new AuditSuccession(AuditKeys.OWN.key(), AuditKeys.NEXT.key(), ""));

        for (AuditSuccession succession : forged) {
            String segment = Segments.text(chainWith(succession), AuditKeys.OWN, AuditKeys.NEXT);
            Segments.assertBroken(Segments.verify(segment), 7, 3, Fault.SUCCESSION);
        }
        List<AuditRecord> nonsense = chainWith(AuditEvent.of(AuditAction.AUDIT_KEY_ROTATED, "mallory", "not a key"));
        Segments.assertBroken(Segments.verify(Segments.text(nonsense)), 7, 3, Fault.SUCCESSION);
    }

    private static List<AuditRecord> chainWith(AuditSuccession succession) {
        return chainWith(succession.event("admin"));
    }

    private static List<AuditRecord> chainWith(AuditEvent third) {
        List<AuditEvent> events = new ArrayList<>(Collections.nCopies(5, EVENT));
        events.set(2, third);
        return Segments.chain(events);
    }
}
