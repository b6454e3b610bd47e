package dev.missioncontrol.auth;

import dev.missioncontrol.auth.internal.tally.Tally;
import dev.missioncontrol.auth.limit.Network;
import dev.missioncontrol.auth.session.Sessions;
import dev.missioncontrol.auth.session.StartedSession;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where people enter whom an OpenID provider or a proxy vouches for.
 *
 * <p>An account is found by issuer and subject alone, never by a name or an address. Who has none gets one, without any
 * right unless the operator decided otherwise; who is not approved gets no session. What is refused again and again is
 * recorded once a minute for each network, reason and account, with the number of tries. Thread-safe; calls block and
 * must not be made within a transaction.
 */
public final class ExternalDesk {

    private static final byte[] SEPARATOR = {0};
    private static final int TAIL = 8;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_RECORDS = 1_024;
    private static final String UNKNOWN = "(unknown)";

    private record Refusal(String target, SignIn how, String why, Network network) {}

    private final UnitOfWork unit;
    private final Users users;
    private final Entrance entrance;
    private final Provisioning newcomers;
    private final Tally<Refusal> refusals;

    /** Over these accounts and sessions; {@code newcomers} is what becomes of people without an account. */
    public ExternalDesk(UnitOfWork unit, Users users, Sessions sessions, Provisioning newcomers) {
        this(unit, users, sessions, newcomers, System::nanoTime);
    }

    /**
     * The same, by a clock of one's own.
     *
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public ExternalDesk(
            UnitOfWork unit, Users users, Sessions sessions, Provisioning newcomers, LongSupplier nanoClock) {
        this.unit = Objects.requireNonNull(unit, "unit");
        this.users = Objects.requireNonNull(users, "users");
        this.entrance = new Entrance(Objects.requireNonNull(sessions, "sessions"));
        this.newcomers = Objects.requireNonNull(newcomers, "newcomers");
        this.refusals = Tally.boundingRecords(MOST_RECORDS, nanoClock);
    }

    /**
     * Lets somebody in whose identity was verified.
     *
     * @param who the identity
     * @param name what the account is called if it has to be made: an address or a name, only shown
     * @param how which way they came
     * @param source where from
     * @param replaced the session token the browser presented already: if the sign-in succeeds, that session ends
     */
    public ExternalSignIn enter(
            ExternalIdentity who, String name, SignIn how, Source source, Optional<Secret> replaced) {
        Optional<User> known = users.findByIdentity(who);
        UserChange account = known.<UserChange>map(UserChange.Done::new).orElseGet(() -> make(who, name));
        if (account instanceof UserChange.Done done) {
            ExternalSignIn result = unit.commit(tx -> admit(tx, done.user(), how, source, replaced));
            if (result instanceof ExternalSignIn.Waiting) {
                record(done.user().id().value(), how, ExternalSignIn.Waiting.CODE, source);
            }
            return result;
        }
        boolean full = account instanceof UserChange.Refused refused && refused.fault() == UserFault.TOO_MANY_PENDING;
        return refuse(how, full ? ExternalFault.TOO_MANY_PENDING : ExternalFault.NO_ACCOUNT, source);
    }

    /** Counts a sign-in that failed before anybody was known, and records it if a record is due. */
    public ExternalSignIn refuse(SignIn how, ExternalFault why, Source source) {
        record(UNKNOWN, how, why.wireName(), source);
        return new ExternalSignIn.Refused(why);
    }

    private void record(String target, SignIn how, String why, Source source) {
        refusals.count(new Refusal(target, how, why, Network.of(source.address())))
                .ifPresent(tries -> unit.commit(
                        tx -> tx.record(source.addTo(AuditEvent.of(AuditAction.LOGIN_FAILED, AuditEvent.NOBODY, target))
                                .with("how", Entrance.wireName(how))
                                .with("why", why)
                                .with("attempts", Integer.toString(tries)))));
    }

    /** Reads the account again: what was decided about it since counts. */
    private ExternalSignIn admit(Tx tx, User found, SignIn how, Source source, Optional<Secret> replaced) {
        Optional<User> user = users.find(found.id())
                .filter(now -> now.isEnabled() && Objects.equals(now.identity(), found.identity()));
        if (user.isEmpty()) {
            return new ExternalSignIn.Waiting();
        }
        StartedSession started = entrance.admit(tx, found.id(), how, source, replaced);
        return new ExternalSignIn.SignedIn(started.token(), started.session(), user.get());
    }

    /** Under the name they are known by, or under that name and a tail nobody else has. */
    private UserChange make(ExternalIdentity who, String name) {
        Optional<UserId> plain = UserId.parse(name).filter(LoginName::isAcceptable);
        UserChange made =
                plain.map(id -> make(who, id)).orElseGet(() -> new UserChange.Refused(UserFault.NAME_REFUSED));
        boolean elsewhere = made instanceof UserChange.Refused refused
                && (refused.fault() == UserFault.NAME_TAKEN || refused.fault() == UserFault.NAME_REFUSED);
        return elsewhere ? make(who, withTail(plain, who)) : made;
    }

    private UserChange make(ExternalIdentity who, UserId id) {
        ExternalUser wanted = new ExternalUser(id, id.value(), who);
        return newcomers instanceof Provisioning.InRole role
                ? users.provision(Actor.system(), wanted, role.role())
                : users.register(Actor.system(), wanted);
    }

    private static UserId withTail(Optional<UserId> plain, ExternalIdentity who) {
        String tail = Digest.of(
                        who.issuer().getBytes(StandardCharsets.UTF_8),
                        SEPARATOR,
                        who.subject().getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, TAIL);
        String name = plain.map(UserId::value)
                .filter(text -> text.length() <= LONGEST_NAME)
                .orElse("user");
        return new UserId(name + "." + tail);
    }
}
