package dev.missioncontrol.auth.password;

import dev.missioncontrol.auth.internal.kdf.Argon2id;
import dev.missioncontrol.core.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords with Argon2id, in PHC strings that carry their own cost.
 *
 * <p>New passwords have at least 12 characters (code points) and at most 1,024 bytes of UTF-8. One rule of
 * normalisation, and it belongs to the scheme: every Argon2id hash is over RFC 8265's OpaqueString (section 4.2: other
 * spaces become U+0020, then Unicode NFC), so that a composed and a decomposed é are one password. A stored cost above
 * the ceiling of {@link Argon2Cost} is refused without being computed.
 *
 * <p>Thread-safe. Calls block for the time of a hash, and before it at most for the deadline.
 */
public final class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;
    private static final int HEAP_SHARE = 4;
    private static final Duration STANDARD_DEADLINE = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Argon2Cost cost;
    private final HashSlots slots;
    private final SecureRandom random;

    private final HashObserver observer;

    private PasswordHasher(Argon2Cost cost, HashSlots slots, SecureRandom random, HashObserver observer) {
        this.observer = observer;
        this.cost = cost;
        this.slots = slots;
        this.random = random;
    }

    /**
     * Argon2id at the standard cost: as many hashes at once as there are processors, as long as they fit into a quarter
     * of the heap; each waits 500 ms at most.
     */
    public static PasswordHasher argon2id(SecureRandom random) {
        Runtime machine = Runtime.getRuntime();
        long fitting = machine.maxMemory() / HEAP_SHARE / (Argon2Cost.STANDARD.memoryKib() * 1_024L);
        int atOnce = (int) Math.max(1, Math.min(machine.availableProcessors(), fitting));
        return argon2id(Argon2Cost.STANDARD, atOnce, STANDARD_DEADLINE, random);
    }

    /**
     * Argon2id at this cost.
     *
     * @param atOnce how many hashes may be computed at the same time: each takes the memory of its cost
     * @param deadline how long a caller waits for its turn before the answer is busy
     * @throws IllegalArgumentException if fewer than one hash may run
     */
    public static PasswordHasher argon2id(Argon2Cost cost, int atOnce, Duration deadline, SecureRandom random) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one hash must run at a time");
        }
        return new PasswordHasher(cost, new HashSlots(atOnce, deadline), random, parameters -> {});
    }

    /** The same hasher, with the same bound on hashes at once, that tells of every hash it computes. */
    public PasswordHasher observedBy(HashObserver other) {
        return new PasswordHasher(cost, slots, random, Objects.requireNonNull(other, "other"));
    }

    /** Hashes a new password. Only length and form are judged here; {@link PasswordRules} knows what is easy to guess. */
    public HashResult hash(Secret password) {
        Optional<PasswordFault> fault = PasswordText.faultOf(password);
        if (fault.isPresent()) {
            return new HashResult.Refused(fault.get());
        }
        return hash(PasswordText.read(password).orElseThrow());
    }

    /**
     * Hashes a password anew that was just verified as {@link PasswordVerdict#MATCH_WEAK}. The rules for new passwords do
     * not apply: one that came from elsewhere may be shorter, and keeps a weak hash for ever otherwise.
     *
     * @return refused only for a text that no password can be, as one of more than 1,024 bytes
     */
    public HashResult rehash(Secret password) {
        Optional<PasswordFault> fault = PasswordText.formFaultOf(password);
        return fault.<HashResult>map(HashResult.Refused::new)
                .orElseGet(() -> hash(PasswordText.read(password).orElseThrow()));
    }

    /**
     * Checks a password against what is stored: a hash of this class, or one that came from elsewhere, as
     * {@link PasswordHash} lists them. The latter and those of a lower cost match as {@link PasswordVerdict#MATCH_WEAK}.
     *
     * <p>Without a readable hash (nobody of that name, another way to sign in, an unknown scheme, damage) the work of
     * the standing cost is done and the answer is a mismatch. A text that no password can be, such as one of more than
     * 1,024 bytes, is a mismatch without work, whatever is stored. A hash from elsewhere costs what it costs until its
     * user has signed in once.
     */
    public PasswordVerdict verify(@Nullable PasswordHash stored, Secret password) {
        Optional<PasswordText> text = PasswordText.read(password);
        if (text.isEmpty()) {
            return PasswordVerdict.MISMATCH;
        }
        Optional<StoredHash> hash = Optional.ofNullable(stored).flatMap(StoredHash::parse);
        return slots.run(() -> judge(hash.orElseGet(this::nobody), text.get()))
                .map(verdict -> hash.isPresent() ? verdict : PasswordVerdict.MISMATCH)
                .orElse(PasswordVerdict.BUSY);
    }

    private HashResult hash(PasswordText text) {
        return slots.run(() -> freshHash(text))
                .<HashResult>map(HashResult.Hashed::new)
                .orElseGet(() -> new HashResult.Busy(RETRY_AFTER));
    }

    private PasswordHash freshHash(PasswordText text) {
        observer.computed(cost.parameters());
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Argon2id argon2id = new Argon2id(cost.memoryKib(), cost.passes(), cost.lanes());
        return Argon2Hash.of(cost, salt, argon2id.tag(text.bytes(), salt, TAG_BYTES))
                .stored();
    }

    private PasswordVerdict judge(StoredHash known, PasswordText text) {
        observer.computed(known.parameters());
        if (!known.matches(text)) {
            return PasswordVerdict.MISMATCH;
        }
        return known.isAsStrongAs(cost) ? PasswordVerdict.MATCH : PasswordVerdict.MATCH_WEAK;
    }

    /** What is computed where nothing is stored: as much work as for a real one, for nothing. */
    private StoredHash nobody() {
        return Argon2Hash.of(cost, new byte[SALT_BYTES], new byte[TAG_BYTES]);
    }
}
