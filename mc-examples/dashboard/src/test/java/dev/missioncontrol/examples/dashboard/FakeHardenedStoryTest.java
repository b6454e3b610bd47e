package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.trust.RevocationFeed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hardened mode: one person, two laptops, and each laptop needs an approval of its own. */
@Timeout(120)
class FakeHardenedStoryTest {
    private static final String[] ALL = {"operator.read", "operator.write", "operator.admin"};

    private final SecureRandom random = new SecureRandom();
    private final DeviceIdentity keyOfA = DeviceIdentity.generate(random);
    private final DeviceIdentity keyOfB = DeviceIdentity.generate(random);

    @TempDir
    Path folder;

    private Demo demo;
    private Laptop a;
    private Laptop b;

    @BeforeEach
    void open() throws Exception {
        demo = Demo.start(folder.resolve("data"));
        a = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        Until.isTrue("waiting", () -> a.get("/api/trust").text("state").equals("waiting"));
        demo.approve();
        Until.isTrue(
                "connected", () -> a.get("/api/trust").body().path("connected").asBoolean());
        b = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void laptop_whenEachNeedsItsOwnApproval_isLetInCutOffAndForgottenByItself() throws Exception {
        RelayClient onA = turningItOnNeedsAProofAndKeepsThatLaptopIn();
        onlyTheApprovedLaptopLetsTheOtherIn();
        revokingOneLaptopClosesItAndNoOther(onA);
        withoutItsKeyOrWithANewOneTheOldSignInStaysOut();
        signedInAgainItIsDeniedUntilItIsForgotten();
        everythingHoldsAfterARestart();
        turningItOffLetsEverybodyInAgain();
        auditTellsEachStep();
    }

    private RelayClient turningItOnNeedsAProofAndKeepsThatLaptopIn() throws Exception {
        assertThat(a.get("/api/trust").text("policy")).isEqualTo("backend-owned");
        Heard unproven = adopt(a, "hardened");
        assertThat(unproven.status()).isEqualTo(403);
        assertThat(unproven.code()).isEqualTo("device_identity_required");
        assertThat(a.get("/api/trust").text("policy")).isEqualTo("backend-owned");

        a.keep(keyOfA);
        b.keep(keyOfB);
        RelayClient onA = a.connect(ALL);
        RelayClient onB = b.connect(ALL);
        assertThat(adopt(a, "hardened").status()).isEqualTo(200);
        assertThat(onB.closeCode()).isEqualTo(4001);
        assertThat(a.get("/api/trust").text("policy")).isEqualTo("hardened");
        assertThat(device(keyOfA).path("state").asText()).isEqualTo("paired");
        assertWorks(onA);
        return onA;
    }

    private void onlyTheApprovedLaptopLetsTheOtherIn() throws Exception {
        String request = waits(b);
        assertThat(decide(b, request, "approve").code()).isEqualTo("not_allowed");
        Laptop unproven = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        assertThat(decide(unproven, request, "approve").code()).isEqualTo("not_allowed");
        assertThat(adopt(b, "backend-owned").code()).isEqualTo("not_allowed");
        assertThat(adopt(unproven, "backend-owned").code()).isEqualTo("not_allowed");
        assertThat(waits(b)).isEqualTo(request);

        JsonNode pending = a.get("/api/pairings").body().at("/pairings/0");
        assertThat(pending.path("id").asText()).isEqualTo(request);
        assertThat(pending.path("device").asText()).isEqualTo(keyOfB.id().value());
        assertThat(pending.path("user").asText()).isEqualTo(Demo.ADMIN);
        assertThat(pending.path("name").asText()).isEqualTo("Test on Loopback");
        assertThat(pending.has("history")).isFalse();
        assertThat(decide(a, request, "approve").status()).isEqualTo(200);
        RelayClient onB = b.connect(ALL);
        assertWorks(onB);
        onB.close();
        assertThat(a.change("PUT", "/api/devices/" + keyOfB.id().value(), Map.of("label", "Laptop B"))
                        .status())
                .isEqualTo(200);
        assertThat(device(keyOfB).path("label").asText()).isEqualTo("Laptop B");
        Until.isTrue("seen", () -> device(keyOfB).has("lastSeen"));
    }

    private void revokingOneLaptopClosesItAndNoOther(RelayClient onA) throws Exception {
        RelayClient onB = b.connect(ALL);
        assertThat(ofDevice(keyOfB, "forget").code()).isEqualTo("still_paired");
        long before = System.nanoTime();
        assertThat(ofDevice(keyOfB, "revoke").status()).isEqualTo(200);
        assertThat(onB.closeCode()).isEqualTo(4001);
        assertThat(System.nanoTime() - before).isLessThan(RevocationFeed.HEARTBEAT.toNanos());
        assertWorks(onA);
        assertThat(b.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(device(keyOfB).path("state").asText()).isEqualTo("revoked");
        onA.close();
    }

    private void withoutItsKeyOrWithANewOneTheOldSignInStaysOut() throws Exception {
        String cookie = b.cookie();
        b.leaveKeyOut();
        assertThat(refusal(b)).isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
        b.keep(DeviceIdentity.generate(random));
        assertThat(refusal(b)).isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
        assertThat(b.cookie()).isEqualTo(cookie);
        assertThat(a.get("/api/pairings").body().path("pairings")).isEmpty();
    }

    private void signedInAgainItIsDeniedUntilItIsForgotten() throws Exception {
        b = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        assertThat(refusal(b)).isEqualTo("DEVICE_IDENTITY_REQUIRED");
        b.keep(keyOfB);
        assertThat(refusal(b)).isEqualTo("AUTH_UNAUTHORIZED");
        b.leaveKeyOut();
        assertThat(refusal(b)).isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
        b.keep(keyOfB);
        assertThat(a.get("/api/pairings").body().path("pairings")).isEmpty();

        assertThat(ofDevice(keyOfB, "forget").status()).isEqualTo(200);
        assertThat(a.get("/api/devices").body().path("devices")).hasSize(1);
        String request = waits(b);
        JsonNode pending = a.get("/api/pairings").body().at("/pairings/0");
        assertThat(pending.at("/history/by").asText()).isEqualTo(Demo.ADMIN);
        assertThat(pending.at("/history/revoked").asText()).isNotEmpty();
        assertThat(decide(a, request, "reject").status()).isEqualTo(200);
        assertThat(waits(b)).isNotEqualTo(request);
    }

    private void everythingHoldsAfterARestart() throws Exception {
        demo.close();
        demo = Demo.start(folder.resolve("data"));
        a.follow(demo.page());
        b.follow(demo.page());
        Until.isTrue(
                "connected", () -> a.get("/api/trust").body().path("connected").asBoolean());
        assertThat(a.get("/api/trust").text("policy")).isEqualTo("hardened");
        assertWorks(a.connect(ALL));
        assertThat(waits(b)).isNotEmpty();
        Heard rotated = ofDevice(keyOfA, "rotate");
        assertThat(rotated.text("token")).hasSize(64);
        assertThat(a.get("/api/audit?limit=500").body().toString()).doesNotContain(rotated.text("token"));
    }

    private void turningItOffLetsEverybodyInAgain() throws Exception {
        assertThat(adopt(a, "no-such-policy").status()).isEqualTo(404);
        assertThat(adopt(a, "backend-owned").status()).isEqualTo(200);
        assertWorks(b.connect(ALL));
    }

    private void auditTellsEachStep() throws Exception {
        JsonNode audit = a.get("/api/audit?limit=500").body();
        List<String> steps = new ArrayList<>();
        audit.path("records").forEach(step -> steps.add(step.path("action").asText()));
        assertThat(steps)
                .containsSubsequence(
                        "session_bound",
                        "pairing_enrolled",
                        "policy_changed",
                        "pairing_asked",
                        "pairing_approved",
                        "device_renamed",
                        "device_revoked",
                        "device_forgotten",
                        "pairing_asked",
                        "pairing_rejected",
                        "device_token_rotated",
                        "policy_changed");
        assertThat(audit.at("/chain/intact").asBoolean()).isTrue();
    }

    private static Heard adopt(Laptop laptop, String policy) throws Exception {
        return laptop.change("PUT", "/api/trust/policy", Map.of("policy", policy));
    }

    private static Heard decide(Laptop laptop, String request, String decision) throws Exception {
        return laptop.change("POST", "/api/pairings/" + request + "/" + decision, Map.of());
    }

    private Heard ofDevice(DeviceIdentity key, String what) throws Exception {
        return a.change("POST", "/api/devices/" + key.id().value() + "/" + what, Map.of());
    }

    private JsonNode device(DeviceIdentity key) throws Exception {
        for (JsonNode device : a.get("/api/devices").body().path("devices")) {
            if (device.path("id").asText().equals(key.id().value())) {
                return device;
            }
        }
        throw new AssertionError("not on record");
    }

    /** Asks to be let in and is told, as the gateway tells it, that somebody has to approve; the request's id. */
    private static String waits(Laptop laptop) throws Exception {
        RelayClient client = laptop.open();
        JsonNode answer = laptop.ask(client, ALL);
        assertThat(answer.at("/error/code").asText()).isEqualTo("NOT_PAIRED");
        assertThat(answer.at("/error/details/code").asText()).isEqualTo("PAIRING_REQUIRED");
        assertThat(answer.at("/error/details/reason").asText()).isEqualTo("not-paired");
        assertThat(client.closeCode()).isEqualTo(1008);
        return answer.at("/error/details/requestId").asText();
    }

    private static String refusal(Laptop laptop) throws Exception {
        return laptop.ask(laptop.open(), ALL).at("/error/details/code").asText();
    }

    private static void assertWorks(RelayClient client) throws Exception {
        assertThat(client.answer("sessions.list", "{}").path("ok").asBoolean()).isTrue();
    }
}
