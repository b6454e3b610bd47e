package dev.missioncontrol.testkit.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract of mountings has to fail whoever breaks a promise, and at that promise. */
class RelayContractTest {
    private static final String ANSWERS = "key_whenGood_letsItsHolderCallTheGateway";
    private static final String CHARACTERS = "event_whenItsPiecesSplitCharacters_arrivesAsItWas";
    private static final String SLOW_READER = "reader_whenItPausesAndReadsOn_getsEveryByte";
    private static final String FOREIGN = "upgrade_whenItsOriginOrHostIsForeign_isRefused";
    private static final String FULL = "upgrade_whenTheServerIsFull_isRefusedUntilSomebodyLeaves";

    @Test
    void contract_whenTheMountingIsSound_isPassed() {
        Events asked = run(BrokenMountings.Sound.class, ANSWERS, CHARACTERS, SLOW_READER, FOREIGN, FULL);
        assertThat(asked.succeeded().count()).isGreaterThan(5);
        assertThat(asked.failed().count()).isZero();
    }

    @Test
    void contract_whenCharactersAreSplit_fails() {
        assertFailsOnlyAt(BrokenMountings.SplittingCharacters.class, CHARACTERS);
    }

    @Test
    void contract_whenEverythingIsKeptForASlowReader_fails() {
        assertFailsOnlyAt(BrokenMountings.HoardingForSlowReaders.class, SLOW_READER);
    }

    @Test
    void contract_whenNobodyIsJudged_fails() {
        assertFailsOnlyAt(BrokenMountings.LettingAnybodyIn.class, FOREIGN);
    }

    @Test
    void contract_whenNobodyIsCounted_fails() {
        assertFailsOnlyAt(BrokenMountings.CountingNobody.class, FULL);
    }

    private static void assertFailsOnlyAt(Class<?> mounting, String promise) {
        Events asked = run(mounting, ANSWERS, promise);
        assertThat(asked.failed().list())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(
                                event.getTestDescriptor().getUniqueId().toString())
                        .contains(promise));
        assertThat(asked.succeeded().list())
                .anySatisfy(event -> assertThat(
                                event.getTestDescriptor().getUniqueId().toString())
                        .contains(ANSWERS));
    }

    private static Events run(Class<?> mounting, String... methods) {
        DiscoverySelector[] selected = Arrays.stream(methods)
                .map(method -> selectMethod(mounting, method))
                .toArray(DiscoverySelector[]::new);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selected)
                .execute()
                .testEvents();
    }
}
