package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernel refuses another process to make files longer (RLIMIT_FSIZE, through {@code prlimit} of util-linux), and
 * allows it again while that process runs.
 */
@Timeout(120)
class FullDiskTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final int STEP = 1_030;

    private Path file;
    private Path log;
    private ChildJvm child;
    private int made;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isExecutable(PRLIMIT));
        file = folder.resolve("mc.db");
        log = folder.resolve("mc.db-wal");
        child = ChildJvm.start(folder, StoreProcess.class, file.toString());
        assertThat(ask("pair 1 1")).isEqualTo("done");
        made = 1;
        for (long size = Files.size(log); Files.size(log) == size; made++) {
            assertThat(ask("pair " + (made + 1) + " " + (made + 1))).isEqualTo("done");
        }
    }

    @AfterEach
    void end() {
        child.close();
    }

    @Test
    void change_whenThereIsNoRoomAtAnyOfItsWrites_leavesNoTraceAndIsMadeOnceThereIsRoom() throws Exception {
        int refusals = 0;
        for (long room = 0; !isMadeWith(room); room += STEP) {
            refusals++;
            limit("unlimited");
            made++;
            assertThat(ask("pair " + made + " " + made)).isEqualTo("done");
        }
        assertThat(refusals).isGreaterThan(10);
        limit("unlimited");
        assertThat(ask("verify")).isEqualTo("Intact " + (made + 1));
    }

    /** Tries one more change where files may only grow so far. */
    private boolean isMadeWith(long room) throws Exception {
        int device = made + 1;
        limit(Long.toString(Files.size(log) + room));
        String answer = ask("pair " + device + " " + device);
        if (answer.equals("done")) {
            assertThat(ask("find " + device)).isEqualTo("Paired");
            return true;
        }
        assertThat(answer).startsWith("refused");
        assertThat(ask("find " + device)).isEqualTo("Unpaired");
        assertThat(ask("verify")).isEqualTo("Intact " + made);
        return false;
    }

    @Test
    void changes_whenTheFileItselfCannotGrow_areKeptInTheLogUntilThatIsFull() throws Exception {
        limit(Long.toString(Math.max(Files.size(file), Files.size(log)) + 400_000));
        while (ask("pair " + (made + 1) + " " + (made + 1)).equals("done")) {
            made++;
        }
        assertThat(ask("verify")).isEqualTo("Intact " + made);
        assertThat(ask("find " + made)).isEqualTo("Paired");
        assertThat(ask("find " + (made + 1))).isEqualTo("Unpaired");

        limit("unlimited");
        assertThat(ask("pair " + (made + 1) + " " + (made + 50))).isEqualTo("done");
        assertThat(ask("verify")).isEqualTo("Intact " + (made + 50));
        child.kill();
        try (JdbcDatabase database = Fixture.open(file)) {
            assertThat(database.pairings().devices()).hasSize(made + 50);
        }
    }

    private String ask(String command) throws IOException {
        child.say(command);
        return child.line();
    }

    private void limit(String bytes) throws Exception {
        Process prlimit = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", Long.toString(child.pid()), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }
}
