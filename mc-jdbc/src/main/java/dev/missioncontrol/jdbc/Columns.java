package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.device.DeviceTraits;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.IpLiteral;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.trust.Owner;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values of ours look in columns, and back. What cannot be read has no rights. */
final class Columns {
    private Columns() {}

    static String scopes(Set<Scope> scopes) {
        return scopes.stream().map(Scope::value).sorted().collect(Collectors.joining(" "));
    }

    /** One unreadable scope spoils the list: a damaged row gets nothing rather than a part. */
    static Set<Scope> scopes(String text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        String[] words = text.split(" ", -1);
        return Arrays.stream(words).allMatch(Scope::isScope)
                ? Arrays.stream(words).map(Scope::new).collect(Collectors.toSet())
                : Set.of();
    }

    static Access access(Row row) {
        ClientRole role = ClientRole.parse(row.text("role"))
                .orElseThrow(() -> new StoreException("a row has an unknown client role"));
        return new Access(role, scopes(row.text("scopes")));
    }

    static String users(Set<UserId> users) {
        return users.stream().map(UserId::value).collect(Collectors.joining("\n"));
    }

    static Set<UserId> users(String text) {
        return text.lines().map(UserId::new).collect(Collectors.toSet());
    }

    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    static @Nullable String text(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    static @Nullable String text(@Nullable DeviceId device) {
        return device == null ? null : device.value();
    }

    static @Nullable String text(@Nullable InetAddress address) {
        return address == null ? null : withoutZone(address.getHostAddress());
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    static @Nullable InetAddress address(Row row) {
        return row.optionalText("address").flatMap(IpLiteral::parse).orElse(null);
    }

    static @Nullable DeviceTraits traits(Row row) {
        Optional<String> platform = row.optionalText("platform");
        return platform.isEmpty()
                ? null
                : new DeviceTraits(
                        platform.get(),
                        row.text("device_family"),
                        row.text("display_name"),
                        row.text("client_id"),
                        row.text("client_mode"));
    }

    static String ownerKind(Owner owner) {
        if (owner instanceof Owner.Device) {
            return "device";
        }
        return owner instanceof Owner.User ? "user" : "backend";
    }

    static String ownerId(Owner owner) {
        if (owner instanceof Owner.Device device) {
            return device.id().value();
        }
        return owner instanceof Owner.User user ? user.id().value() : ((Owner.Backend) owner).name();
    }

    static Owner owner(Row row) {
        String id = row.text("owner_id");
        return switch (row.text("owner_kind")) {
            case "device" -> new Owner.Device(new DeviceId(id));
            case "user" -> new Owner.User(new UserId(id));
            case "backend" -> new Owner.Backend(id);
            default -> throw new StoreException("a row has an unknown owner kind");
        };
    }
}
