package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.owner;
import static dev.missioncontrol.jdbc.Fixture.pair;
import static dev.missioncontrol.jdbc.Fixture.revoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.trust.Pairing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fails to take what it was told to keep, once: strace answers one fsync of another process with EIO instead
 * of the kernel, a later one each time, until there is none left to answer.
 */
@Timeout(600)
class FailedSyncTest {
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final int CHANGES = 3;

    @TempDir
    private Path folder;

    @BeforeEach
    void requireStrace() throws Exception {
        assumeTrue(Files.isExecutable(STRACE));
        Process probe = new ProcessBuilder(STRACE.toString(), "-qq", "-e", "trace=none", "true").start();
        assumeTrue(probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0, "tracing is not allowed here");
    }

    @Test
    void change_whenTheDiskFailsOnce_isRefusedAndEveryAcknowledgedOneIsKept() throws Exception {
        int failures = 0;
        int refusals = 0;
        for (boolean failed = true; failed; failures++) {
            Path file = Files.createDirectory(folder.resolve("k" + failures)).resolve("mc.db");
            List<Integer> done = new ArrayList<>();
            try (ChildJvm child = start(failures + 1, StoreProcess.class, file.toString())) {
                for (int n = 1; n <= CHANGES; n++) {
                    if (ask(child, "pair " + n + " " + n).equals("done")) {
                        done.add(n);
                    }
                }
                for (int n = 1; n <= CHANGES; n++) {
                    assertThat(ask(child, "find " + n)).isEqualTo(done.contains(n) ? "Paired" : "Unpaired");
                }
                assertThat(ask(child, "verify")).isEqualTo("Intact " + done.size());
                child.finish();
            }
            failed = trace().contains("INJECTED");
            refusals += CHANGES - done.size();
            assertThat(done).as("at sync %d", failures + 1).hasSizeGreaterThanOrEqualTo(CHANGES - (failed ? 1 : 0));
            assertKept(file, done);
        }
        assertThat(failures).isGreaterThan(5);
        assertThat(refusals).isGreaterThan(3);
    }

    @Test
    void import_whenTheDiskFailsOnce_leavesTheOldOrTheNewDatabase() throws Exception {
        int failures = 0;
        int refusals = 0;
        for (boolean failed = true; failed; failures++) {
            Path file = Files.createDirectory(folder.resolve("k" + failures)).resolve("mc.db");
            Path export = file.resolveSibling("export.db");
            try (JdbcDatabase database = Fixture.open(file)) {
                pair(database, 1);
                DoctorRun.of("--database", file.toString(), "export", export.toString());
                revoke(database, 1);
            }
            try (ChildJvm child =
                    start(failures + 1, FixedDoctor.class, "import", export.toString(), "--into", file.toString())) {
                refusals += child.finish() == Doctor.DONE ? 0 : 1;
            }
            failed = trace().contains("INJECTED");
            try (JdbcDatabase database = Fixture.open(file)) {
                assertThat(database.pairings().find(owner(1)))
                        .as("at sync %d", failures + 1)
                        .isInstanceOf(Pairing.Revoked.class);
                assertThat(Fixture.verify(database)).isInstanceOf(AuditVerdict.Intact.class);
            }
        }
        assertThat(refusals).isGreaterThan(5);
        assertThat(trace())
                .containsSubsequence(
                        "rename",
                        "mc.db.importing\", \"",
                        "fsync",
                        "<" + file(failures).getParent() + ">",
                        "rename",
                        "mc.db.importing-head\", \"",
                        "fsync",
                        "<" + file(failures).getParent() + ">");
    }

    private Path file(int failures) {
        return folder.resolve("k" + (failures - 1)).resolve("mc.db");
    }

    /** What was refused because the disk failed may be there all the same, and then with its record. */
    private static void assertKept(Path file, List<Integer> done) {
        try (JdbcDatabase database = Fixture.open(file)) {
            for (int n : done) {
                assertThat(database.pairings().find(owner(n))).isInstanceOf(Pairing.Paired.class);
            }
            AuditVerdict.Intact verdict = (AuditVerdict.Intact) Fixture.verify(database);
            assertThat(verdict.count()).isEqualTo(database.pairings().devices().size());
        }
    }

    private static String ask(ChildJvm child, String command) throws IOException {
        child.say(command);
        return child.line();
    }

    private String trace() throws IOException {
        return Files.readString(folder.resolve("trace"));
    }

    private ChildJvm start(int sync, Class<?> main, String... arguments) throws IOException {
        List<String> strace = List.of(
                STRACE.toString(),
                "-f",
                "-y",
                "-qq",
                "--seccomp-bpf",
                "-o",
                folder.resolve("trace").toString(),
                "-e",
                "trace=fsync,fdatasync,rename",
                "-e",
                "inject=fsync,fdatasync:error=EIO:when=" + sync);
        return ChildJvm.startBehind(strace, folder, main, arguments);
    }
}
