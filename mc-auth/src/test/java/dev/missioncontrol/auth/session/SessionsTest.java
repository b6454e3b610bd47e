package dev.missioncontrol.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.fixture.Door;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

    private static final UserId ALICE = new UserId("alice");
    private static final Actor BY_ALICE = Actor.user(ALICE);

    private final Door door = new Door();
    private final Sessions sessions = door.sessions;

    @Test
    void start_whenDone_keepsOnlyTheDigestOfTheToken() {
        StartedSession started = start();

        assertThat(started.token().reveal()).matches("[0-9a-f]{64}");
        assertThat(door.sessionStore.findByToken(Digest.of(started.token()))).contains(started.session());
        assertThat(started.session().toString() + started)
                .doesNotContain(started.token().reveal());
        assertThat(started.session().id())
                .isNotEqualTo(started.token().reveal())
                .matches("[0-9a-f]{24}");
        assertThat(door.audit()).containsExactly("session_created");
        assertThat(door.lastRecord().toString()).doesNotContain(started.token().reveal());
    }

    @Test
    void use_whenTheAbsoluteEndIsReached_isOverWhateverTheUse() {
        StartedSession started = start();
        for (int hour = 0; hour < 7 * 24 - 1; hour++) {
            door.clock.pass(Duration.ofHours(1));
            assertThat(sessions.use(started.token())).isPresent();
        }
        door.clock.pass(Duration.ofMinutes(59));
        assertThat(sessions.use(started.token())).isPresent();
        door.clock.pass(Duration.ofMinutes(1));

        assertThat(sessions.use(started.token())).isEmpty();
        assertThat(sessions.find(started.session().id())).isEmpty();
        assertThat(sessions.list()).isEmpty();
    }

    @Test
    void use_whenIdleForADay_isOver() {
        StartedSession started = start();
        door.clock.pass(Duration.ofDays(1).minusMillis(1));
        assertThat(sessions.peek(started.token())).isPresent();
        door.clock.pass(Duration.ofMillis(1));

        assertThat(sessions.use(started.token())).isEmpty();
    }

    @Test
    void use_whenCalledOften_writesAtMostOnceAMinute() {
        StartedSession started = start();
        door.clock.pass(Duration.ofSeconds(59));
        assertThat(sessions.use(started.token())).contains(started.session());
        door.clock.pass(Duration.ofSeconds(1));

        Session touched = sessions.use(started.token()).orElseThrow();

        assertThat(touched.lastSeen()).isEqualTo(door.clock.instant());
        assertThat(sessions.find(touched.id())).contains(touched);
        assertThat(door.audit()).as("a touch is no event").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%ZZ", "' OR 1=1", "\uD800", "0", "ABCDEF"})
    void use_whenTheTextIsNoToken_isEmpty(String text) {
        assertThat(sessions.use(Secret.of(text))).isEmpty();
        assertThat(sessions.use(Secret.of("0".repeat(64)))).isEmpty();
        assertThat(sessions.use(Secret.of(start().token().reveal().toUpperCase(Locale.ROOT) + "A")))
                .isEmpty();
    }

    @Test
    void end_whenItLives_revokesAndRecordsInOneStep() {
        StartedSession started = start();
        String id = started.session().id();

        assertThat(sessions.end(id, BY_ALICE, SessionEnd.ENDED)).isTrue();

        assertThat(sessions.use(started.token())).isEmpty();
        assertThat(door.revoked()).containsExactly(new Revocation.OfSession(id));
        assertThat(door.lastRecord().event().target()).isEqualTo(id);
        assertThat(door.lastRecord().event().detail()).containsEntry("reason", "ended");
        assertThat(sessions.end(id, BY_ALICE, SessionEnd.ENDED)).isFalse();
        assertThat(door.revoked()).hasSize(1);
    }

    @Test
    void start_whenTheUserHasTwenty_endsTheOldest() {
        List<StartedSession> all = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            all.add(start());
        }

        assertThat(sessions.use(all.get(0).token())).isEmpty();
        assertThat(sessions.use(all.get(1).token())).isPresent();
        assertThat(sessions.ofUser(ALICE)).hasSize(20);
        assertThat(door.revoked())
                .containsExactly(new Revocation.OfSession(all.get(0).session().id()));
    }

    @Test
    void start_whenOthersAreOver_purgesThem() {
        StartedSession old = start();
        door.clock.pass(Duration.ofDays(2));
        start();

        assertThat(door.sessionStore.list()).hasSize(1);
        assertThat(door.revoked())
                .containsExactly(new Revocation.OfSession(old.session().id()));
        door.clock.pass(Duration.ofDays(8));
        assertThat(sessions.purge()).isEqualTo(1);
        assertThat(sessions.purge()).isZero();
        assertThat(door.sessionStore.list()).isEmpty();
    }

    @Test
    void endAll_whenAUserHasSeveral_leavesThoseOfOthers() {
        start();
        start();
        StartedSession bobs = sessions.start(new UserId("bob"), SignIn.OIDC, Door.HOME);

        int ended = door.unit.commit(tx -> sessions.endAll(tx, ALICE, BY_ALICE, SessionEnd.PASSWORD_CHANGED));

        assertThat(ended).isEqualTo(2);
        assertThat(sessions.list()).containsExactly(bobs.session());
    }

    @Test
    void bind_whenADeviceCameFirst_staysWithIt() {
        String id = start().session().id();
        DeviceId first = new DeviceId("ab".repeat(32));
        DeviceId second = new DeviceId("cd".repeat(32));

        assertThat(sessions.bind(id, first)).isTrue();
        assertThat(sessions.bind(id, first)).isTrue();
        assertThat(sessions.bind(id, second)).isFalse();
        assertThat(sessions.find(id).orElseThrow().device()).isEqualTo(first);
        sessions.end(id, BY_ALICE, SessionEnd.ENDED);
        assertThat(sessions.bind(id, first)).isFalse();
    }

    @Test
    void endBound_whenADeviceIsCutOff_endsItsSessionsAndNoOther() {
        DeviceId lost = new DeviceId("ab".repeat(32));
        String bound = start().session().id();
        String boundElsewhere = start().session().id();
        String unbound = start().session().id();
        sessions.bind(bound, lost);
        sessions.bind(boundElsewhere, new DeviceId("cd".repeat(32)));

        assertThat(door.unit.<Integer>commit(tx -> sessions.endBound(tx, lost, BY_ALICE)))
                .isEqualTo(1);
        assertThat(sessions.list()).extracting(Session::id).containsExactly(boundElsewhere, unbound);
        assertThat(door.revoked()).containsExactly(new Revocation.OfSession(bound));
        assertThat(door.lastRecord().event().toString()).contains("device_revoked");
    }

    @Test
    void effects_whenTheyFail_leaveTheSessionAlive() {
        Sessions failing = new Sessions(
                door.unit, door.sessionStore, SessionRules.STANDARD, door.tokens, door.clock, (tx, ended) -> {
                    throw new IllegalStateException(ended.why().wireName());
                });
        StartedSession started = start();

        assertThatThrownBy(() -> failing.end(started.session().id(), BY_ALICE, SessionEnd.ENDED))
                .hasMessage("ended");

        assertThat(sessions.use(started.token())).isPresent();
    }

    @Test
    void clock_whenItIsSetBack_bringsNothingBackToLife() {
        StartedSession idle = start();
        door.clock.pass(Duration.ofDays(1));
        assertThat(sessions.use(idle.token())).isEmpty();

        door.clock.pass(Duration.ofHours(-1));

        assertThat(sessions.use(idle.token())).isEmpty();
        assertThat(sessions.find(idle.session().id())).isEmpty();
        StartedSession fresh = start();
        assertThat(sessions.use(fresh.token())).isPresent();
        assertThat(door.sessionStore.list()).containsExactly(fresh.session());
    }

    @Test
    void clock_whenItIsSetBackBeforeARestart_bringsNothingBackToLife() {
        StartedSession idle = start();
        door.clock.pass(Duration.ofHours(23));
        start();
        door.clock.pass(Duration.ofHours(1));
        start();

        door.clock.pass(Duration.ofHours(-1));

        Sessions restarted = new Sessions(door.unit, door.sessionStore, SessionRules.STANDARD, door.tokens, door.clock);
        assertThat(restarted.use(idle.token())).isEmpty();
        assertThat(restarted.ofUser(ALICE)).hasSize(2);
    }

    @Test
    void clock_whenItHadBeenFarAhead_countsAgainAndSessionsOfThatTimeDoNot() {
        StartedSession before = start();
        door.clock.pass(Duration.ofDays(3_650));
        StartedSession ahead = sessions.start(new UserId("bob"), SignIn.PASSWORD, Door.HOME);
        door.clock.pass(Duration.ofDays(-3_650));

        assertThat(sessions.use(ahead.token())).isEmpty();
        assertThat(sessions.use(before.token()))
                .as("purged when the other began")
                .isEmpty();
        assertThat(sessions.use(start().token())).isPresent();
    }

    private StartedSession start() {
        return sessions.start(ALICE, SignIn.PASSWORD, Door.HOME);
    }
}
