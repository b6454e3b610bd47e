package dev.missioncontrol.jdbc;

import java.nio.file.Path;

/** Pairs and revokes devices, one change after the other, and says so once each is committed. Meant to be killed. */
final class KilledWriter {
    private static final int MOST = 100_000;

    private KilledWriter() {}

    public static void main(String[] args) {
        int from = Integer.parseInt(args[1]);
        try (JdbcDatabase database = Fixture.open(Path.of(args[0]))) {
            for (int change = from + 1; change <= from + MOST; change++) {
                if (isRevocation(change)) {
                    Fixture.revoke(database, change);
                } else {
                    Fixture.pair(database, change);
                }
                System.out.println(change);
            }
        }
    }

    static boolean isRevocation(int change) {
        return change % 2 == 0;
    }
}
