package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.User;
import dev.missioncontrol.core.device.DeviceKey;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.HostDesk;
import dev.missioncontrol.trust.RoleCeilings;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Pairs a device or a person that did not have to ask. */
final class EnrolCommand implements DoctorCommand {
    @Override
    public boolean run(DoctorArguments arguments, InstantSource clock, Report report) {
        List<String> about = arguments.about(2, "'device' and a public key or id, or 'user' and a user id");
        return switch (about.get(0)) {
            case "device" -> {
                DeviceId device = device(about.get(1));
                UserId holder = new UserId(arguments
                        .option("--user")
                        .orElseThrow(() -> new IllegalArgumentException("enrol device takes --user, its holder")));
                yield enrol(arguments, clock, report, holder, (desk, access) -> desk.enrol(device, holder, access));
            }
            case "user" -> {
                UserId person = new UserId(about.get(1));
                yield enrol(arguments, clock, report, person, (desk, access) -> desk.enrol(person, access));
            }
            default -> throw new IllegalArgumentException("enrol takes a device or a user");
        };
    }

    private static boolean enrol(
            DoctorArguments arguments, InstantSource clock, Report report, UserId person, Enrolment enrolment) {
        try (JdbcDatabase database = arguments.open(clock)) {
            Access access =
                    arguments.option("--scopes").map(EnrolCommand::scopes).orElseGet(() -> ceiling(database, person));
            DeskResult result = enrolment.make(HostDesks.over(database, clock), access);
            return HostDesks.tell(
                    report, "enrol", String.join(" ", arguments.words().subList(1, 3)), result);
        }
    }

    private static DeviceId device(String text) {
        Optional<DeviceId> byKey = DeviceKey.parse(text).map(DeviceKey::id);
        return DeviceId.parse(text)
                .or(() -> byKey)
                .orElseThrow(() -> new IllegalArgumentException("neither a device id nor a device's public key"));
    }

    private static Access scopes(String text) {
        Scope[] scopes = Arrays.stream(text.split(",", -1)).map(Scope::new).toArray(Scope[]::new);
        if (!Arrays.stream(scopes).allMatch(Scope::isKnown)) {
            throw new IllegalArgumentException("a scope nobody knows; known are " + Scope.KNOWN);
        }
        return Access.operator(scopes);
    }

    /** Everything the person's role may have, if nothing else was said. */
    private static Access ceiling(JdbcDatabase database, UserId person) {
        User user = database.users()
                .find(person)
                .orElseThrow(() -> new StoreException(
                        "this database knows no user of that name; say --scopes if people" + " are kept elsewhere"));
        return RoleCeilings.standard().of(user.role());
    }

    @FunctionalInterface
    private interface Enrolment {
        DeskResult make(HostDesk desk, Access access);
    }
}
