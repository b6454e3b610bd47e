package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.auth.spi.UserStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys programs sign in with: makes, verifies and revokes them.
 *
 * <p>A key works on behalf of a user and never reaches further than that user's role now. Its text is shown once; only
 * the SHA-256 is kept, which is enough for 192 random bits. A use is recorded with address and agent at most once a
 * minute for each source, with the number of uses it stands for. Thread-safe; calls block and must not be made within
 * a transaction.
 */
public final class ApiKeys {

    /** What every key text begins with. */
    public static final String PREFIX = "mca_";

    private static final int TEXT_BYTES = 24;
    private static final int ID_BYTES = 12;
    private static final int LONGEST_NAME = 128;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{48}");

    private final UnitOfWork unit;
    private final ApiKeyStore store;
    private final UserStore users;
    private final Tokens tokens;
    private final InstantSource clock;
    private final UseLedger ledger = new UseLedger();

    /** Over these stores. */
    public ApiKeys(UnitOfWork unit, ApiKeyStore store, UserStore users, Tokens tokens, InstantSource clock) {
        this.unit = unit;
        this.store = store;
        this.users = users;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Makes a key. */
    public KeyCreation create(Actor by, KeyRequest wanted) {
        Optional<KeyRequestFault> fault = faultOf(wanted);
        return fault.isPresent() ? new KeyCreation.Refused(fault.get()) : unit.commit(tx -> insert(tx, by, wanted));
    }

    /** Tells whether a text is a good key now, and notes the use. */
    public KeyVerdict verify(Secret text, Source source) {
        KeyVerdict verdict = check(text);
        if (verdict instanceof KeyVerdict.Good good) {
            ledger.count(good.key().id(), source, now()).ifPresent(uses -> recordUse(good.key(), source, uses));
        }
        return verdict;
    }

    /** The key of this id and its user, if it is good now. Notes no use. */
    public KeyVerdict check(String id) {
        return judge(store.find(id));
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

    private KeyVerdict check(Secret text) {
        return isKey(text) ? judge(store.findByKey(Digest.of(text))) : new KeyVerdict.Refused(KeyFault.MALFORMED);
    }

    private KeyVerdict judge(Optional<ApiKey> found) {
        if (found.isEmpty()) {
            return new KeyVerdict.Refused(KeyFault.UNKNOWN);
        }
        ApiKey key = found.get();
        Optional<User> user = users.find(key.user())
                .filter(known -> known.isEnabled() && !key.createdAt().isBefore(known.createdAt()));
        Optional<KeyFault> fault = faultOf(key);
        if (fault.isPresent()) {
            return new KeyVerdict.Refused(fault.get());
        }
        return user.<KeyVerdict>map(known -> new KeyVerdict.Good(key, known))
                .orElseGet(() -> new KeyVerdict.Refused(KeyFault.USER));
    }

    private Optional<KeyFault> faultOf(ApiKey key) {
        if (key.revokedAt() != null) {
            return Optional.of(KeyFault.REVOKED);
        }
        Instant end = key.expiresAt();
        if (end != null && !end.isAfter(now())) {
            return Optional.of(KeyFault.EXPIRED);
        }
        return key.scopes().stream().anyMatch(Scope::isKnown) ? Optional.empty() : Optional.of(KeyFault.NO_SCOPES);
    }

    private Optional<KeyRequestFault> faultOf(KeyRequest wanted) {
        if (wanted.name().isBlank() || wanted.name().length() > LONGEST_NAME) {
            return Optional.of(KeyRequestFault.NAME);
        }
        if (wanted.scopes().isEmpty()) {
            return Optional.of(KeyRequestFault.NO_SCOPES);
        }
        if (!wanted.scopes().stream().allMatch(Scope::isKnown)) {
            return Optional.of(KeyRequestFault.UNKNOWN_SCOPE);
        }
        Instant end = wanted.expiresAt();
        return end != null && !end.isAfter(now()) ? Optional.of(KeyRequestFault.EXPIRY) : Optional.empty();
    }

    private KeyCreation insert(Tx tx, Actor by, KeyRequest wanted) {
        Optional<User> user = users.find(wanted.user()).filter(User::isEnabled);
        if (user.isEmpty()) {
            return new KeyCreation.Refused(KeyRequestFault.USER);
        }
        Secret text = Secret.of(PREFIX + tokens.hex(TEXT_BYTES).reveal());
        Instant end = wanted.expiresAt();
        ApiKey key = new ApiKey(
                tokens.hex(ID_BYTES).reveal(),
                wanted.name(),
                wanted.user(),
                wanted.scopes(),
                later(now(), user.get().createdAt()),
                end == null ? null : end.truncatedTo(ChronoUnit.MILLIS),
                null,
                null);
        store.insert(tx, key, Digest.of(text));
        tx.record(AuditEvent.of(AuditAction.KEY_CREATED, by.name(), key.id())
                .with("name", key.name())
                .with("user", key.user().value())
                .with("scopes", key.scopes().stream().map(Scope::value).collect(Collectors.joining(","))));
        return new KeyCreation.Created(key, text);
    }

    private void revoke(Tx tx, Actor by, ApiKey key) {
        store.update(tx, key.revokedAt(now()));
        tx.revoke(new Revocation.OfKey(key.id()));
        tx.record(AuditEvent.of(AuditAction.KEY_REVOKED, by.name(), key.id()).with("name", key.name()));
    }

    private void recordUse(ApiKey key, Source source, int uses) {
        unit.commit(tx -> {
            store.find(key.id()).ifPresent(known -> store.update(tx, known.usedAt(now())));
            AuditEvent event = AuditEvent.of(AuditAction.KEY_USED, key.user().value(), key.id());
            return tx.record(source.addTo(event).with("uses", Integer.toString(uses)));
        });
    }

    /** A key is never older than its account, even if the clock was set back: older ones are another account's. */
    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
