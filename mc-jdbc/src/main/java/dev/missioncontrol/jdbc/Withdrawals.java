package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an import took away from the state it went back to: a line for each thing, with what was less about it. */
final class Withdrawals {
    private final List<Fields> things = new ArrayList<>();
    private final List<Fields> modes = new ArrayList<>();

    /** The pairing that was gone back to, and the one that stood there. */
    void pairing(Owner owner, Pairing then, Pairing now) {
        thing(Columns.ownerKind(owner), Columns.ownerId(owner), because(then, now));
    }

    private static String because(Pairing then, Pairing now) {
        if (now instanceof Pairing.Unpaired unpaired) {
            return unpaired.tombstone() == null ? "missing" : "forgotten";
        }
        return now instanceof Pairing.Paired after && then instanceof Pairing.Paired before
                ? Objects.equals(before.holder(), after.holder()) ? "scopes" : "holder"
                : "revoked";
    }

    void key(ApiKey then, @Nullable ApiKey now, ApiKey left) {
        compared(
                "key",
                then.id(),
                now,
                difference("revoked", then.revokedAt(), left.revokedAt()),
                difference("scopes", then.scopes(), left.scopes()),
                difference("expiry", then.expiresAt(), left.expiresAt()));
    }

    void user(User then, @Nullable User now, User left) {
        compared(
                "account",
                then.id().value(),
                now,
                difference("status", then.status(), left.status()),
                difference("role", then.role(), left.role()),
                difference("password", then.passwordHash(), left.passwordHash()),
                difference("identity", then.identity(), left.identity()));
    }

    /** The mode that stays in force, and the one that was in force then. */
    void mode(String then, String left) {
        modes.add(new Fields().with("mode", named(left)).with("instead", named(then)));
    }

    private static String named(String mode) {
        return mode.isEmpty() ? "standard" : mode;
    }

    private void compared(String kind, String id, @Nullable Object now, String... differences) {
        thing(
                kind,
                id,
                now == null
                        ? "missing"
                        : Stream.of(differences).filter(name -> !name.isEmpty()).collect(Collectors.joining(",")));
    }

    private void thing(String kind, String id, String because) {
        things.add(new Fields().with(kind, id).with("because", because));
    }

    private static String difference(String name, @Nullable Object then, @Nullable Object left) {
        return Objects.equals(then, left) ? "" : name;
    }

    int count() {
        return things.size();
    }

    void tell(Report report) {
        things.forEach(thing -> report.line("withdrawn", thing.map()));
        modes.forEach(mode -> report.line("policy", mode.map()));
    }
}
