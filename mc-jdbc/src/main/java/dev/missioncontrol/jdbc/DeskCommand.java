package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.HostDesk;
import dev.missioncontrol.trust.PendingPairing;
import java.util.List;
import java.util.function.Function;

/** Commands about one request or one device. */
final class DeskCommand {
    private DeskCommand() {}

    static DoctorCommand onRequest(Function<HostDesk, Function<String, DeskResult>> what) {
        return (arguments, clock, report) -> {
            String text = arguments.about(1, "the id of a request").get(0);
            try (JdbcDatabase database = arguments.open(clock)) {
                List<String> known = database.pairings().allPending().stream()
                        .map(PendingPairing::requestId)
                        .toList();
                String id = Shortened.find(text, known);
                DeskResult result = what.apply(HostDesks.over(database, clock)).apply(id);
                return HostDesks.tell(report, arguments.command(), id, result);
            }
        };
    }

    static DoctorCommand onDevice(Function<HostDesk, Function<DeviceId, DeskResult>> what) {
        return (arguments, clock, report) -> {
            String text = arguments.about(1, "the id of a device").get(0);
            try (JdbcDatabase database = arguments.open(clock)) {
                List<String> known = database.pairings().devices().stream()
                        .map(device -> device.id().value())
                        .toList();
                String id = Shortened.find(text, known);
                DeskResult result = DeviceId.parse(id)
                        .map(what.apply(HostDesks.over(database, clock)))
                        .orElse(new DeskResult.Refused(DeskResult.Fault.UNKNOWN));
                return HostDesks.tell(report, arguments.command(), id, result);
            }
        };
    }
}
