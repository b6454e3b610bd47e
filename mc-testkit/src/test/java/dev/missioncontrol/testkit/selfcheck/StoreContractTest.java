package dev.missioncontrol.testkit.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contracts of the stores have to fail whoever breaks a promise, and at that promise. */
class StoreContractTest {
    @Test
    void contract_whenTheStoreIsSound_isPassed() {
        assertThat(run(BrokenStores.Sound.class).failed().count()).isZero();
        assertThat(run(BrokenUnits.Sound.class).failed().count()).isZero();
    }

    @Test
    void contract_whenRevocationsAreLost_fails() {
        assertThat(promisesBrokenBy(BrokenStores.LosingRevocations.class)).contains("find_whenRevoked_saysWhen");
    }

    @Test
    void contract_whenRequestsAreLost_fails() {
        assertThat(promisesBrokenBy(BrokenStores.LosingRequests.class))
                .contains("pending_whenWritten_returnsEveryField");
    }

    @Test
    void contract_whenOwnersAreConfused_fails() {
        assertThat(promisesBrokenBy(BrokenStores.ConfusingOwners.class))
                .contains("find_whenOwnersShareAName_keepsThemApart");
    }

    @Test
    void contract_whenCaseIsFolded_fails() {
        assertThat(promisesBrokenBy(BrokenStores.FoldingCase.class))
                .containsExactly("find_whenOnlyCaseOrAWildcardFits_isUnpaired");
    }

    @Test
    void contract_whenTraitsAreForgotten_fails() {
        assertThat(promisesBrokenBy(BrokenStores.ForgettingTraits.class)).contains("find_whenPaired_returnsEveryField");
    }

    @Test
    void contract_whenTombstonesAreForgotten_fails() {
        assertThat(promisesBrokenBy(BrokenStores.ForgettingTombstones.class))
                .containsExactly("put_whenUnpairedWithATombstone_keepsOnlyThat");
    }

    @Test
    void contract_whenRequestsAreMixedUp_fails() {
        assertThat(promisesBrokenBy(BrokenStores.MixingRequests.class))
                .contains("pending_whenOnlyTheOwnerOrOnlyTheDeviceFits_isEmpty");
    }

    @Test
    void contract_whenTheOrderIsLost_fails() {
        assertThat(promisesBrokenBy(BrokenStores.LosingTheOrder.class))
                .containsExactly("devices_whenPairedOrRevoked_areListedInTheOrderOfTheirFirstPairing");
    }

    @Test
    void contract_whenTimesAreRounded_fails() {
        assertThat(promisesBrokenBy(BrokenStores.RoundingTimes.class))
                .containsExactly("labelAndSeen_whenTheDeviceIsOnRecord_areKeptThroughANewPairing");
    }

    @Test
    void contract_whenTheModeCannotBeTakenAway_fails() {
        assertThat(promisesBrokenBy(BrokenStores.KeepingTheMode.class))
                .containsExactly("mode_whenSetReplacedAndTakenAway_isWhatWasSetLast");
    }

    @Test
    void contract_whenHalfOfAFailedChangeStays_fails() {
        assertThat(promisesBrokenBy(BrokenUnits.CommittingHalf.class))
                .contains("commit_whenTheWorkThrows_leavesNothingAndPassesItOn");
    }

    @Test
    void contract_whenTheWorkIsDoneTwice_fails() {
        assertThat(promisesBrokenBy(BrokenUnits.WorkingTwice.class)).isNotEmpty();
    }

    @Test
    void contract_whenRecordsAreLost_fails() {
        assertThat(promisesBrokenBy(BrokenUnits.LosingRecords.class))
                .contains("commit_whenItReturns_hasWrittenEffectRecordAndRevocation");
    }

    @Test
    void contract_whenRevocationsAreNotTold_fails() {
        assertThat(promisesBrokenBy(BrokenUnits.LosingRevocations.class))
                .contains("commit_whenItReturns_hasWrittenEffectRecordAndRevocation");
    }

    private static Set<String> promisesBrokenBy(Class<?> contract) {
        return run(contract)
                .failed()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .map(name -> name.substring(0, name.indexOf('(')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Events run(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents();
    }
}
