package dev.missioncontrol.auth.session;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.internal.time.SteadyClock;
import dev.missioncontrol.auth.spi.SessionEffects;
import dev.missioncontrol.auth.spi.SessionStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The browsers that are signed in: starts, finds and ends sessions.
 *
 * <p>A session is over at its absolute end or when it was idle too long, whichever comes first; a clock that is set back
 * brings none back to life, and one that was made under a clock far ahead counts for nothing. Every end raises
 * {@link Revocation.OfSession} and writes its audit record in the same transaction. Whether the user may still use it
 * is the caller's question. Thread-safe; calls block. Methods without a {@link Tx} must not be called within one.
 */
public final class Sessions {

    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 12;
    private static final Duration FUTURE = Duration.ofMinutes(5);
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");

    private final UnitOfWork unit;
    private final SessionStore store;
    private final SessionRules rules;
    private final Tokens tokens;
    private final InstantSource clock;
    private final SessionEffects effects;

    /** Over this store. */
    public Sessions(UnitOfWork unit, SessionStore store, SessionRules rules, Tokens tokens, InstantSource clock) {
        this(unit, store, rules, tokens, clock, SessionEffects.none());
    }

    /** Over this store, with what else belongs to the end of a session. */
    public Sessions(
            UnitOfWork unit,
            SessionStore store,
            SessionRules rules,
            Tokens tokens,
            InstantSource clock,
            SessionEffects effects) {
        this.effects = effects;
        this.unit = unit;
        this.store = store;
        this.rules = rules;
        this.tokens = tokens;
        this.clock = new SteadyClock(clock, () -> latestUse(store));
    }

    /** Starts a session in a transaction of its own. */
    public StartedSession start(UserId user, SignIn how, Source source) {
        return unit.commit(tx -> start(tx, user, how, source));
    }

    /** Starts a session. What is over goes first; then, if the user has too many, the oldest. */
    public StartedSession start(Tx tx, UserId user, SignIn how, Source source) {
        removeOver(tx);
        makeRoom(tx, user);
        Instant now = now();
        Secret token = tokens.hex(TOKEN_BYTES);
        String id = tokens.hex(ID_BYTES).reveal();
        Session session = new Session(id, user, how, now, now, now.plus(rules.absolute()), source, null);
        store.insert(tx, session, Digest.of(token));
        tx.record(source.addTo(AuditEvent.by(user, AuditAction.SESSION_CREATED, id)));
        return new StartedSession(token, session);
    }

    /** The living session of this token. Notes the use, at most once a minute. */
    public Optional<Session> use(Secret token) {
        return living(token).flatMap(this::touched);
    }

    /** The living session of this token, without noting a use. */
    public Optional<Session> peek(Secret token) {
        return living(token);
    }

    /** The living session of this public id. */
    public Optional<Session> find(String id) {
        return store.find(id).filter(this::isAlive);
    }

    /** The living sessions of a user, oldest first. */
    public List<Session> ofUser(UserId user) {
        return store.ofUser(user).stream().filter(this::isAlive).toList();
    }

    /** All living sessions, oldest first. */
    public List<Session> list() {
        return store.list().stream().filter(this::isAlive).toList();
    }

    /** Ends a session; false if it is gone already. */
    public boolean end(String id, Actor by, SessionEnd why) {
        return unit.commit(tx -> end(tx, id, by, why));
    }

    /** Ends a session; false if it is gone already. */
    public boolean end(Tx tx, String id, Actor by, SessionEnd why) {
        Optional<Session> session = store.find(id);
        session.ifPresent(known -> remove(tx, known, by, why));
        return session.isPresent();
    }

    /** Ends every session of a user and tells how many there were. */
    public int endAll(Tx tx, UserId user, Actor by, SessionEnd why) {
        List<Session> all = store.ofUser(user);
        all.forEach(session -> remove(tx, session, by, why));
        return all.size();
    }

    /** Ends every session that is bound to a device, and tells how many there were: with the device's own revocation. */
    public int endBound(Tx tx, DeviceId device, Actor by) {
        List<Session> bound = store.list().stream()
                .filter(session -> device.equals(session.device()))
                .toList();
        bound.forEach(session -> remove(tx, session, by, SessionEnd.DEVICE_REVOKED));
        return bound.size();
    }

    /**
     * Binds a session to the first device key it presents.
     *
     * @return whether the session lives and this is its device
     */
    public boolean bind(String id, DeviceId device) {
        return find(id).map(known -> known.device() == null ? bindNow(id, device) : device.equals(known.device()))
                .orElse(false);
    }

    /** Removes what is over and tells how many there were. Call it now and then. */
    public int purge() {
        return unit.commit(this::removeOver);
    }

    private Optional<Session> living(Secret token) {
        return TOKEN.matcher(token.reveal()).matches()
                ? store.findByToken(Digest.of(token)).filter(this::isAlive)
                : Optional.empty();
    }

    private boolean isAlive(Session session) {
        Instant now = now();
        return session.expiresAt().isAfter(now)
                && !session.createdAt().isAfter(now.plus(FUTURE))
                && session.lastSeen().plus(rules.idle()).isAfter(now);
    }

    /** A late touch never brings back a session that has ended meanwhile. */
    private Optional<Session> touched(Session session) {
        Instant now = now();
        if (now.isBefore(session.lastSeen().plus(TOUCH_EVERY))) {
            return Optional.of(session);
        }
        return unit.commit(
                tx -> store.find(session.id()).map(known -> known.seenAt(now)).filter(seen -> store.update(tx, seen)));
    }

    private boolean bindNow(String id, DeviceId device) {
        return unit.commit(tx -> {
            Optional<Session> session = store.find(id).filter(this::isAlive);
            if (session.isPresent() && session.get().device() == null) {
                tx.record(AuditEvent.by(session.get().user(), AuditAction.SESSION_BOUND, id)
                        .with("device", device.value()));
                return store.update(tx, session.get().boundTo(device));
            }
            return session.map(known -> device.equals(known.device())).orElse(false);
        });
    }

    private int removeOver(Tx tx) {
        Instant now = now();
        List<Session> over = store.over(now, now.minus(rules.idle()));
        over.forEach(session -> remove(tx, session, Actor.system(), SessionEnd.EXPIRED));
        return over.size();
    }

    private void makeRoom(Tx tx, UserId user) {
        List<Session> all = store.ofUser(user);
        for (int i = 0; i <= all.size() - rules.perUser(); i++) {
            remove(tx, all.get(i), Actor.system(), SessionEnd.CROWDED_OUT);
        }
    }

    private void remove(Tx tx, Session session, Actor by, SessionEnd why) {
        store.remove(tx, session.id());
        tx.revoke(new Revocation.OfSession(session.id()));
        tx.record(AuditEvent.of(AuditAction.SESSION_ENDED, by.name(), session.id())
                .with("user", session.user().value())
                .with("reason", why.wireName()));
        effects.apply(tx, new EndedSession(session, by, why));
    }

    private static Optional<Instant> latestUse(SessionStore store) {
        return store.list().stream().map(Session::lastSeen).max(Comparator.naturalOrder());
    }

    private Instant now() {
        return clock.instant();
    }
}
