package dev.missioncontrol.jdbc;

import java.nio.file.Path;

/** Goes on with the script from a change on, and says each number once the change is acknowledged. Meant to be killed. */
final class KilledEngine {
    private static final int MOST = 100_000;

    private KilledEngine() {}

    public static void main(String[] args) {
        int next = Integer.parseInt(args[1]);
        Script.Time time = new Script.Time();
        try (JdbcDatabase database = JdbcDatabase.sqlite(Path.of(args[0]), time);
                Script script = new Script(database.pairings(), database, time)) {
            for (int n = next; n < next + MOST; n++) {
                script.run(n);
                System.out.println(n);
            }
        }
    }
}
