package dev.missioncontrol.auth.apikey;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.User;
import dev.missioncontrol.auth.spi.ApiKeyStore;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How keys are made: what a request must be, how long a key lives, and the rows and records of it. */
final class KeyMint {

    private static final int TEXT_BYTES = 24;
    private static final int ID_BYTES = 12;
    private static final int LONGEST_NAME = 128;

    private final ApiKeyStore store;
    private final KeyJudge judge;
    private final KeyRules rules;
    private final Tokens tokens;

    KeyMint(ApiKeyStore store, KeyJudge judge, KeyRules rules, Tokens tokens) {
        this.store = store;
        this.judge = judge;
        this.rules = rules;
        this.tokens = tokens;
    }

    Optional<KeyRequestFault> faultOf(KeyRequest wanted, Instant now) {
        if (wanted.name().isBlank()
                || wanted.name().length() > LONGEST_NAME
                || wanted.name().codePoints().anyMatch(KeyMint::isForbidden)) {
            return Optional.of(KeyRequestFault.NAME);
        }
        if (wanted.scopes().isEmpty()) {
            return Optional.of(KeyRequestFault.NO_SCOPES);
        }
        if (!wanted.scopes().stream().allMatch(Scope::isKnown)) {
            return Optional.of(KeyRequestFault.UNKNOWN_SCOPE);
        }
        Instant end = wanted.expiresAt();
        if (end != null && !end.truncatedTo(ChronoUnit.MILLIS).isAfter(now)) {
            return Optional.of(KeyRequestFault.EXPIRY);
        }
        Duration longest = rules.longestLife();
        boolean tooLong = end != null && longest != null && end.isAfter(now.plus(longest));
        return tooLong ? Optional.of(KeyRequestFault.TOO_LONG_LIFE) : Optional.empty();
    }

    /** Makes a key of an ordinary account. */
    KeyCreation make(Tx tx, Actor by, KeyRequest wanted, Instant now) {
        Optional<User> user = wanted.user().equals(GlobalKey.USER) ? Optional.empty() : judge.user(wanted.user());
        if (user.isEmpty()) {
            return new KeyCreation.Refused(KeyRequestFault.USER);
        }
        return living(wanted.user(), now) >= rules.perUser()
                ? new KeyCreation.Refused(KeyRequestFault.TOO_MANY)
                : insert(tx, by, wanted, freshText(), later(now, user.get().createdAt()));
    }

    /** Makes a key with the rights and the length of life of another one, within what keys may have now. */
    KeyCreation again(Tx tx, Actor by, ApiKey old, String name, Instant now) {
        Instant since = later(now, old.createdAt());
        Duration life = Lives.of(old, store.ofUser(old.user()), now);
        Duration longest = rules.longestLife();
        Duration within = life != null && longest != null && life.compareTo(longest) > 0 ? longest : life;
        KeyRequest same = new KeyRequest(name, old.user(), old.scopes(), within == null ? null : since.plus(within));
        return insert(tx, by, same, freshText(), since);
    }

    /** Tells whether a key may go on beside its successor. A global one may: those before it end then. */
    boolean hasRoomBeside(ApiKey old, Instant now) {
        return old.user().equals(GlobalKey.USER) || living(old.user(), now) < 2L * rules.perUser();
    }

    /** When a key ends that goes on for an overlap: never later than it would have. */
    Instant endOfOverlap(ApiKey old, Duration overlap, Instant now) {
        Duration longest = rules.longestLife();
        Instant end = now.plus(longest != null && overlap.compareTo(longest) > 0 ? longest : overlap);
        Instant own = old.expiresAt();
        return own != null && own.isBefore(end) ? own : end;
    }

    KeyCreation insert(Tx tx, Actor by, KeyRequest wanted, Secret text, Instant now) {
        ApiKey key = new ApiKey(
                tokens.hex(ID_BYTES).reveal(),
                wanted.name(),
                wanted.user(),
                wanted.scopes(),
                now,
                end(wanted.expiresAt(), now),
                null,
                null);
        store.insert(tx, key, Digest.of(text));
        tx.record(AuditEvent.of(AuditAction.KEY_CREATED, by.name(), key.id())
                .with("name", key.name())
                .with("user", key.user().value())
                .with("scopes", key.scopes().stream().map(Scope::value).collect(Collectors.joining(","))));
        return new KeyCreation.Created(key, text);
    }

    Secret freshText() {
        return Secret.of(ApiKeys.PREFIX + tokens.hex(TEXT_BYTES).reveal());
    }

    private long living(UserId user, Instant now) {
        return store.ofUser(user).stream()
                .filter(key -> KeyJudge.isLiving(key, now))
                .count();
    }

    private @Nullable Instant end(@Nullable Instant wanted, Instant now) {
        if (wanted != null) {
            return wanted.truncatedTo(ChronoUnit.MILLIS);
        }
        Duration life = rules.standardLife() == null ? rules.longestLife() : rules.standardLife();
        return life == null ? null : now.plus(life);
    }

    /** A key is never older than its account, even if the clock was set back: older ones are another account's. */
    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
