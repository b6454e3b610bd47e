package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static dev.missioncontrol.jdbc.Fixture.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.trust.Pairing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class KilledImportTest {
    private static final long JUMP = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void import_whenItIsKilledBeforeAnyOfItsSteps_leavesTheOldOrTheNewDatabaseAndIsMadeWhenItIsRunAgain()
            throws Exception {
        List<String> killedBefore = new ArrayList<>();
        for (String step = ""; !step.equals("imported"); ) {
            Path file = oldDatabase(killedBefore.size());
            step = killBefore(killedBefore.size(), file);
            killedBefore.add(step);

            boolean isNew = List.of("put its head in place", "imported").contains(step);
            assertState(file, isNew, step);
            if (!isNew) {
                assertThat(importInto(file).code()).as("again after: %s", step).isEqualTo(Doctor.DONE);
                assertState(file, true, "again after: " + step);
            }
        }
        assertThat(killedBefore)
                .containsExactly(
                        "copy",
                        "restore",
                        "keep the other aside",
                        "forget the head",
                        "put it in place",
                        "put its head in place",
                        "imported");
    }

    /** One in which device 1 is revoked, beside an export in which it is not. */
    private Path oldDatabase(int number) throws IOException {
        Path file = Files.createDirectory(folder.resolve("k" + number)).resolve("mc.db");
        try (JdbcDatabase database = Fixture.open(file)) {
            pair(database, 1);
            DoctorRun.of("--database", file.toString(), "export", export(file).toString());
            revoke(database, 1);
        }
        return file;
    }

    private static Path export(Path file) {
        return file.resolveSibling("export.db");
    }

    private static DoctorRun importInto(Path file) {
        return DoctorRun.of("import", export(file).toString(), "--into", file.toString());
    }

    /** Lets it make so many steps, and kills it; says before which step that was. */
    private String killBefore(int steps, Path file) throws Exception {
        try (ChildJvm child =
                ChildJvm.start(folder, SteppedImport.class, export(file).toString(), file.toString())) {
            String said = child.line();
            for (int i = 0; i < steps && !said.equals("imported"); i++) {
                child.say("");
                said = child.line();
            }
            child.kill();
            return said;
        }
    }

    private static void assertState(Path file, boolean isNew, String when) {
        assertThat(DoctorRun.of("--database", file.toString(), "verify").code())
                .as(when)
                .isEqualTo(Doctor.DONE);
        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.pairings().find(owner(1))).as(when).isInstanceOf(Pairing.Revoked.class);
            assertThat(database.current().number() > JUMP).as(when).isEqualTo(isNew);
            assertThat(Fixture.verify(database)).as(when).isInstanceOf(AuditVerdict.Intact.class);
            pair(database, 2);
        }
    }
}
