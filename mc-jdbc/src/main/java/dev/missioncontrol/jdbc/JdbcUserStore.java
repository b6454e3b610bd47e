package dev.missioncontrol.jdbc;

import dev.missioncontrol.auth.ExternalIdentity;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.UserStatus;
import dev.missioncontrol.auth.password.PasswordHash;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.Tx;
import java.util.List;
import java.util.Optional;

/** Users as rows. */
final class JdbcUserStore implements UserStore {
    private final JdbcDatabase database;

    JdbcUserStore(JdbcDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<User> find(UserId id) {
        return database.read(link -> link.first("SELECT * FROM mc_user WHERE id = ?", JdbcUserStore::user, id.value()));
    }

    @Override
    public Optional<User> findByIdentity(ExternalIdentity identity) {
        return database.read(link -> link.first(
                "SELECT * FROM mc_user WHERE issuer = ? AND subject = ?",
                JdbcUserStore::user,
                identity.issuer(),
                identity.subject()));
    }

    @Override
    public List<User> list() {
        return database.read(link -> link.query("SELECT * FROM mc_user ORDER BY seq", JdbcUserStore::user));
    }

    @Override
    public void save(Tx tx, User user) {
        Link writer = database.writing(tx);
        refuseTaken(user);
        PasswordHash hash = user.passwordHash();
        ExternalIdentity identity = user.identity();
        writer.update(
                "INSERT INTO mc_user (id, display_name, role, status, password_hash, created_at_ms,"
                        + " issuer, subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        + " display_name = excluded.display_name, role = excluded.role,"
                        + " status = excluded.status, password_hash = excluded.password_hash,"
                        + " created_at_ms = excluded.created_at_ms,"
                        + " issuer = excluded.issuer, subject = excluded.subject",
                user.id().value(),
                user.displayName(),
                user.role().wireName(),
                user.status().wireName(),
                hash == null ? null : hash.text(),
                user.createdAt().toEpochMilli(),
                identity == null ? null : identity.issuer(),
                identity == null ? null : identity.subject());
    }

    @Override
    public boolean remove(Tx tx, UserId id) {
        return database.writing(tx).update("DELETE FROM mc_user WHERE id = ?", id.value()) > 0;
    }

    private void refuseTaken(User user) {
        Optional<User> holder = Optional.ofNullable(user.identity()).flatMap(this::findByIdentity);
        if (holder.isPresent() && !holder.get().id().equals(user.id())) {
            throw new IllegalStateException("the external identity is another account's");
        }
    }

    /** A row whose role or status cannot be read comes back disabled, in the lowest role. */
    static User user(Row row) {
        Optional<Role> role = Role.parse(row.text("role"));
        UserStatus status = role.isEmpty()
                ? UserStatus.DISABLED
                : UserStatus.parse(row.text("status")).orElse(UserStatus.DISABLED);
        return new User(
                new UserId(row.text("id")),
                row.text("display_name"),
                role.orElse(Role.VIEWER),
                status,
                row.optionalText("password_hash").map(PasswordHash::new).orElse(null),
                row.time("created_at_ms"),
                row.optionalText("issuer")
                        .map(issuer -> new ExternalIdentity(issuer, row.text("subject")))
                        .orElse(null));
    }
}
