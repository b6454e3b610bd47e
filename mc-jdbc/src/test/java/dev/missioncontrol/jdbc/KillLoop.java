package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.spi.PairingStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Kills a process that makes changes, again and again at random moments, and compares what is left with the same changes
 * in memory: the state behind the last acknowledged change, or behind the one in the air, and nothing else.
 */
final class KillLoop implements AutoCloseable {
    private static final int LONGEST_LIFE_MICROS = 150_000;
    private static final int LONGEST_START_MICROS = 700_000;
    private static final int ONE_IN_START = 8;

    private final Path folder;
    private final Path file;
    private final Random random;
    private final Script.Time time = new Script.Time();
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(time);
    private final InMemoryPairingStore model = new InMemoryPairingStore(unit);
    private final Script script = new Script(model, unit, time);
    private int acknowledged;

    KillLoop(Path folder, long seed) {
        this.folder = folder;
        this.file = folder.resolve("mc.db");
        this.random = new Random(seed);
    }

    /** Kills so often; returns how many changes were acknowledged in all. */
    int run(int kills) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            int said = kill == 0 || random.nextInt(ONE_IN_START) > 0 ? killAtWork() : killAtStart();
            try (JdbcDatabase database = JdbcDatabase.sqlite(file, time)) {
                compare(database, said);
            }
        }
        return acknowledged;
    }

    private int killAtWork() throws Exception {
        try (ChildJvm child = start()) {
            int first = Integer.parseInt(child.line());
            assertThat(first).isEqualTo(acknowledged + 1);
            child.letRun(random.nextInt(LONGEST_LIFE_MICROS));
            return last(first, child.kill());
        }
    }

    private int killAtStart() throws Exception {
        try (ChildJvm child = start()) {
            child.letRun(random.nextInt(LONGEST_START_MICROS));
            return last(acknowledged, child.kill());
        }
    }

    private ChildJvm start() throws Exception {
        return ChildJvm.start(folder, KilledEngine.class, file.toString(), Integer.toString(acknowledged + 1));
    }

    /** A torn last line does not count. */
    private static int last(int before, List<String> said) {
        int last = before;
        for (String line : said) {
            last = line.equals(Integer.toString(last + 1)) ? last + 1 : last;
        }
        return last;
    }

    private void compare(JdbcDatabase database, int said) {
        while (acknowledged < said) {
            script.run(++acknowledged);
        }
        if (!state(database).equals(expected())) {
            script.run(++acknowledged);
        }
        assertThat(state(database)).isEqualTo(expected());
        assertThat(Fixture.verify(database)).isInstanceOf(AuditVerdict.Intact.class);
    }

    private State state(JdbcDatabase database) {
        return new State(
                pairings(database.pairings()),
                database.pairings().devices(),
                database.pairings().allPending(),
                database.after(Epoch.ZERO),
                database.read(Math.max(0, database.latest() - 1), 1));
    }

    /** Tombstones included. */
    private List<Pairing> pairings(PairingStore store) {
        return Script.latest(acknowledged).stream().map(store::find).toList();
    }

    private State expected() {
        return new State(
                pairings(model),
                model.devices(),
                model.allPending(),
                unit.after(Epoch.ZERO),
                unit.read(Math.max(0, unit.latest() - 1), 1));
    }

    @Override
    public void close() {
        script.close();
    }

    /** All there is; the newest record carries the hash of the whole log. */
    private record State(
            List<?> pairings, List<?> devices, List<?> pending, List<?> revocations, List<?> newestRecord) {}
}
