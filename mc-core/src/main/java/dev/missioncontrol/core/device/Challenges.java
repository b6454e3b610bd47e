package dev.missioncontrol.core.device;

import dev.missioncontrol.core.secret.ConstantTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Challenges outside a gateway socket: an HTTP request can carry a device proof with them.
 *
 * <p>Each challenge is given to one audience, such as a browser session, is good for one try whatever comes of it, and
 * lives {@link #LIFE}. Memory is bounded: an audience holds few challenges and all together hold {@code most}; the
 * oldest go first. Proofs sign the newest payload, {@link PayloadVersion#V3}: nothing older was ever used here.
 * Thread-safe, does not block.
 */
public final class Challenges {
    /** How long a challenge can be answered. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    /** How many unanswered challenges one audience holds: a page with a few tabs needs no more. */
    public static final int MOST_OF_AN_AUDIENCE = 16;

    private static final int MOST = 4096;
    private static final int LONGEST_AUDIENCE = 256;
    private static final Set<PayloadVersion> VERSIONS = Set.of(PayloadVersion.V3);

    private final SecureRandom random;
    private final InstantSource clock;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Issued> open = new LinkedHashMap<>();

    /** Holds 4,096 unanswered challenges at most. */
    public Challenges(SecureRandom random, InstantSource clock) {
        this(random, clock, MOST);
    }

    /**
     * Holds {@code most} unanswered challenges.
     *
     * @throws IllegalArgumentException if there is room for none
     */
    public Challenges(SecureRandom random, InstantSource clock, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one challenge must find room");
        }
        this.random = Objects.requireNonNull(random, "random");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.most = most;
    }

    /**
     * A new challenge for this audience.
     *
     * @throws IllegalArgumentException if the audience is blank or longer than 256 characters
     */
    public Challenge issue(String audience) {
        if (audience.isBlank() || audience.length() > LONGEST_AUDIENCE) {
            throw new IllegalArgumentException("an audience has 1 to 256 characters");
        }
        Instant now = clock.instant();
        Challenge challenge = Challenge.fresh(random, now);
        lock.lock();
        try {
            makeRoom(audience, now);
            open.put(challenge.nonce(), new Issued(challenge, audience));
        } finally {
            lock.unlock();
        }
        return challenge;
    }

    /**
     * Verifies a proof over a challenge of this audience, and uses the challenge up. A nonce that was never issued, was
     * issued to somebody else, is over or was used is refused with {@link ProofFault#NONCE_MISMATCH}; somebody else's
     * stays good for them.
     *
     * @param proof what the device sent
     * @param claims what the request says, as both sides know it
     * @param audience who presents it, as it was told to {@link #issue}
     */
    public ProofVerdict redeem(DeviceProof proof, ConnectClaims claims, String audience) {
        Instant now = clock.instant();
        Challenge challenge = take(proof.nonce().strip(), audience, now);
        return challenge == null
                ? new ProofVerdict.Refused(ProofFault.NONCE_MISMATCH)
                : challenge.verify(proof, claims, VERSIONS, now);
    }

    /** How many challenges wait for their proof, those that are over included. */
    int size() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Challenge take(String nonce, String audience, Instant now) {
        lock.lock();
        try {
            Issued issued = open.get(nonce);
            if (issued == null || !ConstantTime.equal(issued.audience(), audience)) {
                return null;
            }
            open.remove(nonce);
            return issued.isOver(now) ? null : issued.challenge();
        } finally {
            lock.unlock();
        }
    }

    /** In the order of issue: of an audience, and of all, the oldest goes. */
    private void makeRoom(String audience, Instant now) {
        open.values().removeIf(issued -> issued.isOver(now));
        List<String> own = new ArrayList<>();
        open.forEach((nonce, issued) -> {
            if (issued.audience().equals(audience)) {
                own.add(nonce);
            }
        });
        if (own.size() >= MOST_OF_AN_AUDIENCE) {
            open.remove(own.get(0));
        } else if (open.size() >= most) {
            open.remove(open.keySet().iterator().next());
        }
    }

    /** A challenge and whom it was given to. */
    private record Issued(Challenge challenge, String audience) {
        boolean isOver(Instant now) {
            return challenge.issuedAtMs() + LIFE.toMillis() <= now.toEpochMilli();
        }
    }
}
