package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.internal.tally.Tally;
import dev.missioncontrol.auth.internal.time.SteadyClock;
import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The keys programs sign in with: makes, verifies, rotates and revokes them.
 *
 * <p>A key works on behalf of a user and never reaches further than that user's role now. Its text is shown once; only
 * the SHA-256 is kept, which is enough for 192 random bits. A use is recorded with address and agent at most once a
 * minute for each source, with the number of uses it stands for. A clock that is set back brings no key back to life.
 * Thread-safe; calls block and must not be made within a transaction.
 */
public final class ApiKeys {

    /** What every key text begins with. */
    public static final String PREFIX = "mca_";

    static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final int MOST_SOURCES = 4_096;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{48}");

    private record Use(String key, Source source) {}

    private final UnitOfWork unit;
    private final ApiKeyStore store;
    private final KeyJudge judge;
    private final KeyMint mint;
    private final InstantSource clock;
    private final Tally<Use> uses;
    private final Set<Digest> otherForms = ConcurrentHashMap.newKeySet();

    /** Over these stores, by the standard rules. */
    public ApiKeys(UnitOfWork unit, ApiKeyStore store, UserStore users, Tokens tokens, InstantSource clock) {
        this(unit, store, users, tokens, clock, KeyRules.STANDARD);
    }

    /** Over these stores, by these rules. */
    public ApiKeys(
            UnitOfWork unit, ApiKeyStore store, UserStore users, Tokens tokens, InstantSource clock, KeyRules rules) {
        this.unit = unit;
        this.store = store;
        this.judge = new KeyJudge(users);
        this.mint = new KeyMint(store, judge, rules, tokens);
        this.clock = new SteadyClock(clock, () -> latestUse(store));
        this.uses = Tally.showingAllThatIsNew(
                MOST_SOURCES, () -> ChronoUnit.NANOS.between(Instant.EPOCH, this.clock.instant()));
    }

    /** Makes a key. */
    public KeyCreation create(Actor by, KeyRequest wanted) {
        Instant now = now();
        Optional<KeyRequestFault> fault = mint.faultOf(wanted, now);
        return fault.isPresent()
                ? new KeyCreation.Refused(fault.get())
                : unit.commit(tx -> mint.make(tx, by, wanted, now));
    }

    /**
     * Makes a key in place of another one, with its name, its user, its scopes and its length of life.
     *
     * <p>The old one goes on for the overlap, so that programs can be changed one by one, and every use of it is recorded
     * as its own; then it ends. The overlap prolongs no key, and is no longer than the longest life of {@link KeyRules}. A
     * key that was rotated already gives its successor's length of life, not what is left of its own.
     *
     * @param overlap zero to end the old one at once; at most 30 days
     * @return refused as too many, where it would be beyond twice {@link KeyRules#perUser()} living keys
     */
    public KeyCreation rotate(Actor by, String id, Duration overlap) {
        return rotate(by, id, overlap, Optional.empty());
    }

    KeyCreation rotate(Actor by, String id, Duration overlap, Optional<String> name) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            return new KeyCreation.Refused(KeyRequestFault.OVERLAP);
        }
        Instant now = now();
        return unit.commit(tx -> judge.judge(store.find(id), now) instanceof KeyVerdict.Good good
                ? rotate(tx, by, good.key(), name.orElse(good.key().name()), overlap, now)
                : new KeyCreation.Refused(KeyRequestFault.NOT_GOOD));
    }

    /** Tells whether a text is a good key now, and notes the use. */
    public KeyVerdict verify(Secret text, Source source) {
        KeyVerdict verdict = check(text);
        if (verdict instanceof KeyVerdict.Good good) {
            uses.count(new Use(good.key().id(), source)).ifPresent(times -> recordUse(good.key(), source, times));
        }
        return verdict;
    }

    /** The key of this id and its user, if it is good now. Notes no use. */
    public KeyVerdict check(String id) {
        return judge.judge(store.find(id), now());
    }

    /** Revokes a key; false if there is none of this id or it is revoked already. */
    public boolean revoke(Actor by, String id) {
        return unit.commit(tx -> {
            Optional<ApiKey> key = store.find(id).filter(known -> known.revokedAt() == null);
            key.ifPresent(known -> revoke(tx, by, known));
            return key.isPresent();
        });
    }

    /** Revokes every key of a user and tells how many there were. */
    public int revokeAll(Tx tx, UserId user, Actor by) {
        List<ApiKey> living = store.ofUser(user).stream()
                .filter(key -> key.revokedAt() == null)
                .toList();
        living.forEach(key -> revoke(tx, by, key));
        return living.size();
    }

    /** All keys, revoked ones too, oldest first. */
    public List<ApiKey> list() {
        return store.list();
    }

    /** The keys of a user, revoked ones too, oldest first. */
    public List<ApiKey> ofUser(UserId user) {
        return store.ofUser(user);
    }

    /** Tells whether a text has the form of a key. */
    public static boolean isKey(Secret text) {
        return FORM.matcher(text.reveal()).matches();
    }

    /** Runs a change of the global key in a transaction. */
    KeyCreation changeGlobal(GlobalChange change) {
        Instant now = now();
        return unit.commit(tx -> change.run(tx, store, mint, now));
    }

    /** Looks this text up from now on, although it has not the form of our own. */
    void lookUp(Secret text) {
        otherForms.add(Digest.of(text));
    }

    void revoke(Tx tx, Actor by, ApiKey key) {
        store.update(tx, key.revokedAt(now()));
        tx.revoke(new Revocation.OfKey(key.id()));
        tx.record(AuditEvent.of(AuditAction.KEY_REVOKED, by.name(), key.id()).with("name", key.name()));
    }

    private KeyCreation rotate(Tx tx, Actor by, ApiKey old, String name, Duration overlap, Instant now) {
        if (!overlap.isZero() && !mint.hasRoomBeside(old, now)) {
            return new KeyCreation.Refused(KeyRequestFault.TOO_MANY);
        }
        KeyCreation creation = mint.again(tx, by, old, name, now);
        if (creation instanceof KeyCreation.Created next) {
            Instant end = overlap.isZero() ? now : mint.endOfOverlap(old, overlap, now);
            tx.record(AuditEvent.of(AuditAction.KEY_ROTATED, by.name(), old.id())
                    .with("name", old.name())
                    .with("next", next.key().id())
                    .with("overlap", Duration.between(now, end).toString()));
            if (overlap.isZero()) {
                revoke(tx, by, old);
            } else {
                store.update(tx, old.endingAt(end));
            }
            endGlobalBefore(tx, by, old, next.key());
        }
        return creation;
    }

    /** There are at most two global keys: the one in use, and during an overlap the one before. */
    private void endGlobalBefore(Tx tx, Actor by, ApiKey old, ApiKey next) {
        Set<String> kept = Set.of(old.id(), next.id());
        store.ofUser(GlobalKey.USER).stream()
                .filter(key -> old.user().equals(GlobalKey.USER) && key.revokedAt() == null && !kept.contains(key.id()))
                .forEach(key -> revoke(tx, by, key));
    }

    private KeyVerdict check(Secret text) {
        Digest digest = Digest.of(text);
        return isKey(text) || otherForms.contains(digest)
                ? judge.judge(store.findByKey(digest), now())
                : new KeyVerdict.Refused(KeyFault.MALFORMED);
    }

    private void recordUse(ApiKey key, Source source, int times) {
        unit.commit(tx -> {
            store.find(key.id()).ifPresent(known -> store.update(tx, known.usedAt(now())));
            AuditEvent event = AuditEvent.of(AuditAction.KEY_USED, key.user().value(), key.id());
            return tx.record(source.addTo(event).with("uses", Integer.toString(times)));
        });
    }

    private static Optional<Instant> latestUse(ApiKeyStore store) {
        return store.list().stream()
                .map(key -> key.lastUsed() == null ? key.createdAt() : key.lastUsed())
                .max(Comparator.naturalOrder());
    }

    private Instant now() {
        return clock.instant();
    }

    /** What changes the global key. */
    interface GlobalChange {
        KeyCreation run(Tx tx, ApiKeyStore store, KeyMint mint, Instant now);
    }
}
