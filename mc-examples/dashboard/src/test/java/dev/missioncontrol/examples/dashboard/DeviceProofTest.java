package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change of trust over HTTP carries a proof that is good for one request of one sign-in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class DeviceProofTest {
    private static final String APPROVE = "/api/pairings/nothing/approve";
    private static final String THIS = "POST " + APPROVE;

    private final SecureRandom random = new SecureRandom();
    private final DeviceIdentity key = DeviceIdentity.generate(random);
    private Demo demo;
    private Laptop admin;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        demo = Demo.start(folder.resolve("data"));
    }

    @BeforeEach
    void signIn() throws Exception {
        admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    @Test
    void challenge_whenNobodyIsSignedIn_isNotIssued() throws Exception {
        assertThat(demo.laptop().post("/api/auth/challenge", Map.of()).status()).isEqualTo(401);
        assertThat(admin.challenge().nonce()).isNotBlank();
    }

    @Test
    void proof_whenItHolds_reachesTheDeskAndBindsTheSignIn() throws Exception {
        assertThat(boundTo(admin)).isEmpty();
        assertThat(approve(Proofs.ofRequest(key, admin.challenge(), THIS)).code())
                .isEqualTo("not_found");
        assertThat(boundTo(admin)).isEqualTo(key.id().value());
    }

    @Test
    void proof_whenPresentedTwice_isRefused() throws Exception {
        Map<String, Object> proof = Proofs.ofRequest(key, admin.challenge(), THIS);
        assertThat(approve(proof).code()).isEqualTo("not_found");
        Heard again = approve(proof);
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.code()).isEqualTo("device_nonce_mismatch");
    }

    @Test
    void proof_whenMadeForAnotherRequest_isRefusedAndBindsNothing() throws Exception {
        assertThat(approve(Proofs.ofRequest(key, admin.challenge(), "POST /api/pairings/nothing/reject"))
                        .code())
                .isEqualTo("device_signature");
        assertThat(boundTo(admin)).isEmpty();
    }

    @Test
    void proof_whenOverTheChallengeOfAnotherSignIn_isRefused() throws Exception {
        Laptop other = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
        assertThat(approve(Proofs.ofRequest(key, other.challenge(), THIS)).code())
                .isEqualTo("device_nonce_mismatch");
    }

    @Test
    void signIn_whenItBelongsToAKey_isRefusedWithoutItAndWithAnother() throws Exception {
        approve(Proofs.ofRequest(key, admin.challenge(), THIS));
        Heard without = admin.post(APPROVE, Map.of());
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.code()).isEqualTo("device_proof_required");
        DeviceIdentity newKey = DeviceIdentity.generate(random);
        assertThat(approve(Proofs.ofRequest(newKey, admin.challenge(), THIS)).code())
                .isEqualTo("other_device");
        assertThat(approve(Proofs.ofRequest(key, admin.challenge(), THIS)).code())
                .isEqualTo("not_found");
    }

    @Test
    void request_whenWithoutBodyOrProof_isJudgedAsWithoutADevice() throws Exception {
        assertThat(admin.post(APPROVE, Map.of()).code()).isEqualTo("not_found");
        assertThat(boundTo(admin)).isEmpty();
    }

    @Test
    void proof_whenItIsNone_isRefusedWithWhatIsWrong() throws Exception {
        assertThat(admin.post(APPROVE, Map.of("device", "me")).status()).isEqualTo(400);
        assertThat(admin.post(APPROVE, Map.of("device", Map.of())).status()).isEqualTo(400);
        assertThat(admin.post(APPROVE, Map.of("devise", Map.of())).status()).isEqualTo(400);
        Map<String, Object> proof = Proofs.ofRequest(key, admin.challenge(), THIS);
        proof.put("signedAt", "yesterday");
        assertThat(approve(proof).status()).isEqualTo(400);
        proof = Proofs.ofRequest(key, admin.challenge(), THIS);
        proof.put("platform", "x".repeat(129));
        assertThat(approve(proof).status()).isEqualTo(400);
    }

    @Test
    void proof_whenSomethingElseIsSaidOfItself_coversThePlatformAndNotTheDisplayName() throws Exception {
        Map<String, Object> proof = Proofs.ofRequest(key, admin.challenge(), THIS);
        proof.put("displayName", "another name");
        assertThat(approve(proof).code()).isEqualTo("not_found");
        proof = Proofs.ofRequest(key, admin.challenge(), THIS);
        proof.put("platform", "another platform");
        assertThat(approve(proof).code()).isEqualTo("device_signature");
    }

    @Test
    void proof_whenTheRestOfTheBodyIsAnother_holds() throws Exception {
        String path = "/api/devices/" + "ab".repeat(32);
        for (String label : new String[] {"one", "other"}) {
            Map<String, Object> proof = Proofs.ofRequest(key, admin.challenge(), "PUT " + path);
            assertThat(admin.put(path, Map.of("device", proof, "label", label)).code())
                    .isEqualTo("not_allowed");
        }
    }

    private Heard approve(Map<String, Object> proof) throws Exception {
        return admin.post(APPROVE, Map.of("device", proof));
    }

    private static String boundTo(Laptop laptop) throws Exception {
        for (JsonNode session : laptop.get("/api/sessions").body().path("sessions")) {
            if (session.path("current").asBoolean()) {
                return session.path("device").asText();
            }
        }
        throw new AssertionError("not signed in");
    }
}
