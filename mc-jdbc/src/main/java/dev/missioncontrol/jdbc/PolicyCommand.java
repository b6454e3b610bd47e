package dev.missioncontrol.jdbc;

import java.time.InstantSource;

/**
 * The mode in force, and the way back from one that locked everybody out. Other modes need a person who stays trusted
 * under them, so they are adopted at the server.
 */
final class PolicyCommand implements DoctorCommand {
    private static final String STANDARD = "standard";

    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        boolean change = arguments.words().size() > 1;
        if (change && !arguments.about(1, "'standard', or nothing").get(0).equals(STANDARD)) {
            throw new IllegalArgumentException("only the standard mode can be put in force from here");
        }
        try (JdbcDatabase database = arguments.open(clock)) {
            if (change) {
                return HostDesks.tell(
                        report,
                        "policy",
                        STANDARD,
                        HostDesks.over(database, clock).standardMode());
            }
            report.line("policy", new Fields().with("mode", mode(database)).map());
            return true;
        }
    }

    static String mode(JdbcDatabase database) {
        return database.pairings().mode().orElse(STANDARD);
    }
}
