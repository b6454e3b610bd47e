package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.identity.UserId;
import java.time.InstantSource;

/** Takes a person's pairing away. */
final class WithdrawCommand implements DoctorCommand {
    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        UserId person = new UserId(arguments.about(1, "a user id").get(0));
        try (JdbcDatabase database = arguments.open(clock)) {
            return HostDesks.tell(
                    report,
                    "withdraw",
                    person.value(),
                    HostDesks.over(database, clock).withdraw(person));
        }
    }
}
