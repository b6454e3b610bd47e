package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mc proof kill} goes on for longer. */
@Timeout(300)
class KilledProcessTest {
    private static final int KILLS = 50;
    private static final long SEED = 516;

    @Test
    void database_whenItsProcessIsKilledAgainAndAgain_holdsEveryAcknowledgedChangeAndNoHalfOne(@TempDir Path folder)
            throws Exception {
        try (KillLoop loop = new KillLoop(folder, SEED)) {
            assertThat(loop.run(KILLS)).isGreaterThan(KILLS);
        }
    }
}
