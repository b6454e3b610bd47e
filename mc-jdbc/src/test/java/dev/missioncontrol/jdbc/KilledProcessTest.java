package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.trust.Pairing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a kill, and never half of what was not. */
@Timeout(300)
class KilledProcessTest {
    private static final int KILLS = 10;
    private static final long SEED = 516;

    @Test
    void database_whenItsProcessIsKilledAgainAndAgain_keepsWhateverWasAcknowledged(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("mc.db");
        Random random = new Random(SEED);
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged = killAfter(acknowledged + 1 + random.nextInt(60), file, folder, acknowledged);
            try (JdbcDatabase database = open(file)) {
                acknowledged = assertHolds(database, acknowledged);
            }
        }
        assertThat(acknowledged).isGreaterThan(KILLS);
    }

    /** Starts a writer that goes on behind {@code from}; kills it once it acknowledged {@code enough}. */
    private static int killAfter(int enough, Path file, Path folder, int from) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int acknowledged = from;
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            while (acknowledged < enough) {
                acknowledged = Integer.parseInt(Objects.requireNonNull(lines.readLine(), "the writer ended by itself"));
            }
            writer.destroyForcibly();
            acknowledged = lastOf(lines, acknowledged);
        } finally {
            writer.destroyForcibly();
            assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return acknowledged;
    }

    /** What it said between the decision to kill it and its end counts too; a torn last line does not. */
    private static int lastOf(BufferedReader lines, int acknowledged) {
        int last = acknowledged;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.equals(Integer.toString(last + 1)) ? last + 1 : last;
            }
        } catch (IOException closed) {
            assertThat(last).isGreaterThanOrEqualTo(acknowledged);
        }
        return last;
    }

    /** At most the change that was in the air may be there as well, and then all of it. */
    private static int assertHolds(JdbcDatabase database, int acknowledged) {
        assertThat(Fixture.verify(database)).isInstanceOf(AuditVerdict.Intact.class);
        int done = (int) database.latest();
        assertThat(done).isGreaterThanOrEqualTo(acknowledged);
        for (int change = 1; change <= done; change++) {
            Pairing pairing = database.pairings().find(Fixture.owner(change));
            assertThat(pairing)
                    .isInstanceOf(KilledWriter.isRevocation(change) ? Pairing.Revoked.class : Pairing.Paired.class);
        }
        assertThat(database.pairings().devices()).hasSize(done);
        assertThat(database.current()).isEqualTo(new Epoch(done / 2));
        assertThat(database.after(Epoch.ZERO)).hasSize(done / 2);
        return done;
    }
}
