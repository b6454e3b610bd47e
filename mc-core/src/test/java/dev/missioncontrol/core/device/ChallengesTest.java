package dev.missioncontrol.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A proof over HTTP is good for one request of one session. */
class ChallengesTest {
    private static final String HERE = "session-1";
    private static final ConnectClaims CLAIMS = new ConnectClaims(
            "gateway-client", "ui", "operator", List.of("POST /api/pairings/1/approve"), null, "web", "");

    private volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final SecureRandom random = new SecureRandom();
    private final DeviceIdentity laptop = DeviceIdentity.generate(random);
    private final Challenges challenges = new Challenges(random, () -> now, 40);

    @Test
    void proof_whenOverItsOwnChallenge_provesTheDevice() {
        ProofVerdict verdict = challenges.redeem(signed(challenges.issue(HERE)), CLAIMS, HERE);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ProofVerdict.Proven.class,
                        proven -> assertThat(proven.device().id()).isEqualTo(laptop.id()));
    }

    @Test
    void challenge_whenRedeemedOnce_isUsedUp() {
        DeviceProof proof = signed(challenges.issue(HERE));
        challenges.redeem(proof, CLAIMS, HERE);

        assertMismatch(challenges.redeem(proof, CLAIMS, HERE));
    }

    @Test
    void challenge_whenTriedInVain_isUsedUpToo() {
        Challenge challenge = challenges.issue(HERE);
        ConnectClaims other =
                new ConnectClaims("gateway-client", "ui", "operator", List.of("something else"), null, "web", "");

        assertThat(challenges.redeem(signed(challenge), other, HERE))
                .isEqualTo(new ProofVerdict.Refused(ProofFault.SIGNATURE_INVALID));
        assertMismatch(challenges.redeem(signed(challenge), CLAIMS, HERE));
    }

    @Test
    void challenge_whenOfAnotherAudience_isRefusedAndStaysGoodForItsOwn() {
        DeviceProof proof = signed(challenges.issue(HERE));

        assertMismatch(challenges.redeem(proof, CLAIMS, "session-2"));
        assertThat(challenges.redeem(proof, CLAIMS, HERE)).isInstanceOf(ProofVerdict.Proven.class);
    }

    @Test
    void challenge_whenNeverIssued_isRefused() {
        assertMismatch(challenges.redeem(signed(Challenge.fresh(random, now)), CLAIMS, HERE));
        assertMismatch(challenges.redeem(signed(new Challenge("other", now.toEpochMilli())), CLAIMS, HERE));
    }

    @Test
    void challenge_whenAMinuteOld_isOver() {
        DeviceProof inTime = signed(challenges.issue(HERE));
        DeviceProof late = signed(challenges.issue(HERE));
        pass(Challenges.LIFE.minusMillis(1));
        assertThat(challenges.redeem(inTime, CLAIMS, HERE)).isInstanceOf(ProofVerdict.Proven.class);
        pass(Duration.ofMillis(1));

        assertMismatch(challenges.redeem(late, CLAIMS, HERE));
    }

    @Test
    void payload_whenOfTheOlderForm_isRefused() {
        Challenge challenge = challenges.issue(HERE);

        assertThat(challenges.redeem(laptop.sign(CLAIMS, challenge, PayloadVersion.V2), CLAIMS, HERE))
                .isEqualTo(new ProofVerdict.Refused(ProofFault.SIGNATURE_INVALID));
    }

    @Test
    void challenges_whenOneAudienceAsksWithoutEnd_leaveTheOthersTheirs() {
        DeviceProof ofSomebodyElse = signed(challenges.issue("session-2"));
        List<Challenge> own = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            own.add(challenges.issue(HERE));
        }

        assertThat(challenges.size()).isEqualTo(Challenges.MOST_OF_AN_AUDIENCE + 1);
        assertThat(challenges.redeem(ofSomebodyElse, CLAIMS, "session-2")).isInstanceOf(ProofVerdict.Proven.class);
        assertMismatch(challenges.redeem(signed(own.get(999 - Challenges.MOST_OF_AN_AUDIENCE)), CLAIMS, HERE));
        assertThat(challenges.redeem(signed(own.get(1_000 - Challenges.MOST_OF_AN_AUDIENCE)), CLAIMS, HERE))
                .isInstanceOf(ProofVerdict.Proven.class);
    }

    @Test
    void challenges_whenThereIsRoomForNoMore_loseTheOldest() {
        DeviceProof first = signed(challenges.issue("session-0"));
        DeviceProof second = signed(challenges.issue("session-1"));
        for (int i = 2; i <= 40; i++) {
            challenges.issue("session-" + i);
        }

        assertThat(challenges.size()).isEqualTo(40);
        assertMismatch(challenges.redeem(first, CLAIMS, "session-0"));
        assertThat(challenges.redeem(second, CLAIMS, "session-1")).isInstanceOf(ProofVerdict.Proven.class);
    }

    @Test
    void challenges_whenOver_leaveTheirRoom() {
        for (int i = 0; i < 40; i++) {
            challenges.issue("session-" + i);
        }
        pass(Challenges.LIFE);
        challenges.issue(HERE);

        assertThat(challenges.size()).isEqualTo(1);
    }

    @Test
    void challenge_whenManyRedeemItAtOnce_isGoodForOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            DeviceProof proof = signed(challenges.issue(HERE));
            Callable<ProofVerdict> redeeming = () -> challenges.redeem(proof, CLAIMS, HERE);
            int proven = 0;
            for (Future<ProofVerdict> verdict :
                    threads.invokeAll(List.of(redeeming, redeeming, redeeming, redeeming, redeeming, redeeming))) {
                proven += verdict.get(10, TimeUnit.SECONDS) instanceof ProofVerdict.Proven ? 1 : 0;
            }
            assertThat(proven).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void audience_whenBlankOrTooLong_isRefused() {
        assertThatThrownBy(() -> challenges.issue(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> challenges.issue("x".repeat(257))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Challenges(random, () -> now, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private DeviceProof signed(Challenge challenge) {
        return laptop.sign(CLAIMS, challenge, PayloadVersion.V3);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static void assertMismatch(ProofVerdict verdict) {
        assertThat(verdict).isEqualTo(new ProofVerdict.Refused(ProofFault.NONCE_MISMATCH));
    }
}
