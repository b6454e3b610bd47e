package dev.missioncontrol.auth;

import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one-time secret of a fresh installation: whoever can read the server's terminal makes the first admin.
 *
 * <p>It works for ten minutes, only while there is no admin, and only for the process that issued it; two who race make
 * one admin.
 * Thread-safe; calls block and must not be made within a transaction.
 */
public final class BootstrapSecret {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final UnitOfWork unit;
    private final UserStore store;
    private final Users users;
    private final Tokens tokens;
    private final AtomicReference<@Nullable Issued> open = new AtomicReference<>();

    private record Issued(Digest digest, Instant end) {}

    /** Nothing is issued yet. */
    public BootstrapSecret(UnitOfWork unit, UserStore store, Users users, Tokens tokens) {
        this.unit = unit;
        this.store = store;
        this.users = users;
        this.tokens = tokens;
    }

    /** A fresh secret in place of an earlier one, to be printed once; empty if there is an admin. */
    public Optional<Secret> issue() {
        if (hasAdmin()) {
            open.set(null);
            return Optional.empty();
        }
        Secret secret = tokens.base64Url();
        open.set(new Issued(Digest.of(secret), users.now().plus(LIFE)));
        return Optional.of(secret);
    }

    /** Spends the secret on the first admin. */
    public BootstrapResult redeem(Secret secret, UserId id, String displayName, Secret password) {
        return redeem(secret, id, displayName, password, (tx, admin) -> {});
    }

    /**
     * Spends the secret on the first admin.
     *
     * @param alongside what else belongs to the first account, such as its pairing; runs in the same transaction
     */
    public BootstrapResult redeem(
            Secret secret, UserId id, String displayName, Secret password, BiConsumer<Tx, User> alongside) {
        if (!isOpenFor(secret)) {
            return new BootstrapResult.Refused();
        }
        NewUser admin = new NewUser(id, displayName, Role.ADMIN, password);
        if (!Users.isAcceptable(id, displayName)) {
            return new BootstrapResult.NotLikeThis(new UserChange.Refused(UserFault.NAME_REFUSED));
        }
        UserChange change = users.hashed(
                password,
                List.of(id.value(), displayName),
                hash -> unit.commit(tx -> {
                    if (hasAdmin() || !isOpenFor(secret)) {
                        return new UserChange.Refused(UserFault.NAME_TAKEN);
                    }
                    UserChange made = users.insert(tx, Actor.system(), admin, hash);
                    if (made instanceof UserChange.Done done) {
                        alongside.accept(tx, done.user());
                    }
                    return made;
                }));
        return resultOf(change);
    }

    private BootstrapResult resultOf(UserChange change) {
        if (change instanceof UserChange.Done done) {
            open.set(null);
            return new BootstrapResult.Made(done.user());
        }
        return hasAdmin() ? new BootstrapResult.Refused() : new BootstrapResult.NotLikeThis(change);
    }

    private boolean isOpenFor(Secret secret) {
        Issued issued = open.get();
        if (issued != null && !users.now().isBefore(issued.end())) {
            open.compareAndSet(issued, null);
            return false;
        }
        return issued != null && issued.digest().matches(Digest.of(secret)) && !hasAdmin();
    }

    private boolean hasAdmin() {
        return store.list().stream().anyMatch(user -> user.role() == Role.ADMIN);
    }
}
