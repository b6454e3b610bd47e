package dev.missioncontrol.relay.internal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.trust.DeskResult;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.PendingPairing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PairingWatchTest {
    private static final Owner OLGA = new Owner.User(new UserId("olga"));
    private static final DeviceId LAPTOP = DeviceIdentity.ofSeed(new byte[32]).id();

    private final Records records = new Records(store -> store);
    private final PairingWatch watch = new PairingWatch(records.registry, records.clock);

    @BeforeEach
    void begin() {
        watch.look();
    }

    @AfterEach
    void stop() {
        records.close();
    }

    @Test
    void person_when_approved_is_told_as_approved() {
        PendingPairing asked = records.ask("r1", OLGA, LAPTOP, Access.operator(Scope.READ));
        assertThat(watch.look()).extracting(PairingWatch.News::event).containsExactly("device.pair.requested");
        assertThat(records.host.approve(asked.requestId())).isEqualTo(new DeskResult.Done());
        assertThat(decisions()).containsExactly("approved");
    }

    @Test
    void person_when_rejected_is_told_as_rejected() {
        PendingPairing asked = records.ask("r1", OLGA, LAPTOP, Access.operator(Scope.READ));
        watch.look();
        assertThat(records.host.reject(asked.requestId())).isEqualTo(new DeskResult.Done());
        assertThat(decisions()).containsExactly("rejected");
    }

    @Test
    void person_when_refused_more_than_they_have_is_told_as_rejected() {
        records.host.approve(
                records.ask("r1", OLGA, LAPTOP, Access.operator(Scope.READ)).requestId());
        PendingPairing more = records.ask("r2", OLGA, LAPTOP, Access.operator(Scope.READ, Scope.WRITE));
        watch.look();
        records.host.reject(more.requestId());
        assertThat(decisions()).containsExactly("rejected");
    }

    @Test
    void device_when_approved_is_told_as_approved() {
        PendingPairing asked = records.ask("r1", new Owner.Device(LAPTOP), LAPTOP, Access.operator(Scope.READ));
        watch.look();
        records.host.approve(asked.requestId());
        assertThat(decisions()).containsExactly("approved");
    }

    /** What was decided since the last look. */
    private List<Object> decisions() {
        return watch.look().stream()
                .filter(news -> news.event().equals("device.pair.resolved"))
                .<Object>map(news -> String.valueOf(news.payload().get("decision")))
                .toList();
    }
}
