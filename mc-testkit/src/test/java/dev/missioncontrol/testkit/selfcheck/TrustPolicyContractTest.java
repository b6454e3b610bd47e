package dev.missioncontrol.testkit.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The kit has to fail whoever breaks a rule, and at that rule. */
class TrustPolicyContractTest {
    @Test
    void kit_whenThePolicyIsSound_passesEveryRule() {
        Events tests = run(BrokenPolicies.Sound.class);

        assertThat(tests.failed().count()).isZero();
        assertThat(tests.succeeded().count()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void kit_whenThePolicyThrows_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.Throwing.class)).contains("T1").doesNotContain("T3");
    }

    @Test
    void kit_whenThePolicyReturnsNull_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.ReturningNull.class)).containsExactly("T2");
    }

    @Test
    void kit_whenThePolicyBlocks_failsItInBoundedTime() {
        assertThat(rulesBrokenBy(BrokenPolicies.Blocking.class)).contains("T3").doesNotContain("T1");
    }

    @Test
    void kit_whenThePolicyGrantsTheRevoked_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.GrantingTheRevoked.class)).containsExactly("R5");
    }

    @Test
    void kit_whenAGrantIsWiderThanThePairing_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.GrantingTooMuch.class)).containsExactly("T8");
    }

    @Test
    void kit_whenAGrantIsWiderThanTheRequest_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.GrantingBeyondTheRequest.class)).containsExactly("T8");
    }

    @Test
    void kit_whenAForgottenDeviceIsApprovedOnTheSpot_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.ApprovingTheForgotten.class)).containsExactly("T8");
    }

    @Test
    void kit_whenLoopbackIsTakenForGranted_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.FakingLoopback.class)).containsExactly("T8");
    }

    @Test
    void kit_whenThePolicyKeepsState_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.KeepingState.class)).containsExactly("T7");
    }

    @Test
    void kit_whenThePolicyIsNotThreadSafe_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.NotThreadSafe.class)).containsExactly("T7");
    }

    @Test
    void kit_whenThePolicyDeniesForWantOfARecord_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.DenyingTheUnknown.class)).containsExactly("T9");
    }

    @Test
    void kit_whenThePolicyAsksForAStranger_failsIt() {
        assertThat(rulesBrokenBy(BrokenPolicies.AskingForAStranger.class)).containsExactly("P10");
    }

    private static Set<String> rulesBrokenBy(Class<?> contract) {
        return run(contract).failed().map(TrustPolicyContractTest::rule).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String rule(Event failed) {
        String name = failed.getTestDescriptor().getDisplayName();
        return name.substring(0, name.indexOf('_'));
    }

    private static Events run(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents();
    }
}
