package dev.missioncontrol.auth.password;

import dev.missioncontrol.auth.internal.argon2.Argon2id;
import dev.missioncontrol.core.secret.ConstantTime;
import dev.missioncontrol.core.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords with Argon2id, in PHC strings that carry their own cost.
 *
 * <p>New passwords have at least 12 characters (code points) and at most 1,024 bytes of UTF-8. One rule of
 * normalisation: Unicode NFC (RFC 8265 section 4.2 without its mapping of spaces), so that a composed and a decomposed
 * é are one password. A stored cost above the ceiling of {@link Argon2Cost} is refused without being computed.
 *
 * <p>Thread-safe. Calls block for the time of a hash, and before it at most for the deadline.
 */
public final class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;
    private static final Duration STANDARD_DEADLINE = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Argon2Cost cost;
    private final HashSlots slots;
    private final SecureRandom random;

    private PasswordHasher(Argon2Cost cost, HashSlots slots, SecureRandom random) {
        this.cost = cost;
        this.slots = slots;
        this.random = random;
    }

    /** Argon2id at the standard cost: as many hashes at once as there are processors, each waits 500 ms at most. */
    public static PasswordHasher argon2id(SecureRandom random) {
        int processors = Runtime.getRuntime().availableProcessors();
        return argon2id(Argon2Cost.STANDARD, processors, STANDARD_DEADLINE, random);
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
        return new PasswordHasher(cost, new HashSlots(atOnce, deadline), random);
    }

    /** Hashes a new password. */
    public HashResult hash(Secret password) {
        Optional<PasswordFault> fault = PasswordText.faultOf(password);
        if (fault.isPresent()) {
            return new HashResult.Refused(fault.get());
        }
        byte[] text = PasswordText.bytes(password).orElseThrow();
        return slots.run(() -> freshHash(text))
                .<HashResult>map(HashResult.Hashed::new)
                .orElseGet(() -> new HashResult.Busy(RETRY_AFTER));
    }

    /**
     * Checks a password against what is stored.
     *
     * <p>Without a readable hash (nobody of that name, another way to sign in, damage) the same work is done and the
     * answer is a mismatch. A text that no password can be, such as one of more than 1,024 bytes, is a mismatch
     * without work, whatever is stored.
     */
    public PasswordVerdict verify(@Nullable PasswordHash stored, Secret password) {
        Optional<byte[]> text = PasswordText.bytes(password);
        if (text.isEmpty()) {
            return PasswordVerdict.MISMATCH;
        }
        Optional<Argon2Hash> hash = Optional.ofNullable(stored).flatMap(Argon2Hash::parse);
        return slots.run(() -> hash.map(known -> judge(known, text.get())).orElseGet(() -> wasted(text.get())))
                .orElse(PasswordVerdict.BUSY);
    }

    private PasswordHash freshHash(byte[] text) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Argon2Hash.of(cost, salt, tag(cost, text, salt, TAG_BYTES)).stored();
    }

    private PasswordVerdict judge(Argon2Hash known, byte[] text) {
        byte[] tag = tag(known.cost(), text, known.salt(), known.tag().length);
        if (!ConstantTime.equal(tag, known.tag())) {
            return PasswordVerdict.MISMATCH;
        }
        boolean strong = known.cost().isAtLeast(cost) && known.tag().length >= TAG_BYTES;
        return strong ? PasswordVerdict.MATCH : PasswordVerdict.MATCH_WEAK;
    }

    /** As much work as {@link #judge}, for nothing. */
    private PasswordVerdict wasted(byte[] text) {
        byte[] nobody = new byte[SALT_BYTES];
        boolean ignored = ConstantTime.equal(tag(cost, text, nobody, TAG_BYTES), new byte[TAG_BYTES]);
        return PasswordVerdict.MISMATCH;
    }

    private static byte[] tag(Argon2Cost cost, byte[] text, byte[] salt, int length) {
        return new Argon2id(cost.memoryKib(), cost.passes(), cost.lanes()).tag(text, salt, length);
    }
}
