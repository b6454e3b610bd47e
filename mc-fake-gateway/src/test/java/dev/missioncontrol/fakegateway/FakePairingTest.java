package dev.missioncontrol.fakegateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FakePairingTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());

    @Test
    void newDevice_whenPairingIsSilent_comesInAtOnce() throws Exception {
        try (FakeGateway fake = silent()) {
            assertThat(ask(fake, "operator.read").path("ok").asBoolean()).isTrue();
            assertThat(fake.pending()).isEmpty();
            assertThat(fake.devices()).singleElement().satisfies(paired -> {
                assertThat(paired.device()).isEqualTo(device.id());
                assertThat(paired.approvedVia()).isEqualTo("silent");
                assertThat(paired.scopes()).containsExactly("operator.read");
            });
        }
    }

    @Test
    void pairedDevice_whenPairingIsSilent_getsMoreAndAnotherToken() throws Exception {
        try (FakeGateway fake = silent()) {
            String first = token(ask(fake, "operator.read"));
            assertThat(token(ask(fake, "operator.read"))).isEqualTo(first);
            assertThat(token(ask(fake, "operator.admin"))).isNotEqualTo(first);
        }
    }

    @Test
    void newDevice_withOrigin_isNotApprovedSilentlyAndStaysSo() throws Exception {
        try (FakeGateway fake = silent();
                Phone page = Phone.call(fake.url(), Map.of("Origin", "http://localhost:3000"))) {
            JsonNode refused = page.connect(fake, "gateway-client", "ui", device, client -> {}, "operator.read");
            String requestId = requestId(refused);

            assertThat(requestId(ask(fake, "operator.read"))).isEqualTo(requestId);
        }
    }

    @Test
    void newDevice_withScopeOfOtherFamily_waitsForEver() throws Exception {
        try (FakeGateway fake = silent()) {
            String requestId = requestId(ask(fake, "foo.bar"));
            assertThatThrownBy(() -> fake.approve(requestId)).isInstanceOf(IllegalArgumentException.class);
            assertThat(fake.pending()).hasSize(1);
        }
    }

    @Test
    void changedPlatform_whenPairingIsSilent_mustStillBeApproved() throws Exception {
        try (FakeGateway fake = silent();
                Phone phone = Phone.call(fake)) {
            ask(fake, "operator.read");
            Consumer<ObjectNode> windows = client -> client.put("platform", "windows");
            JsonNode refused = phone.connect(fake, "gateway-client", "ui", device, windows, "operator.read");
            assertThat(refused.path("error").path("details").path("reason").asText())
                    .isEqualTo("metadata-upgrade");
        }
    }

    @Test
    void silentSibling_goneForAMinute_isForgotten() throws Exception {
        try (FakeGateway fake = silent()) {
            try (Phone phone = Phone.call(fake)) {
                phone.connect(
                        fake,
                        "gateway-client",
                        "ui",
                        DeviceIdentity.generate(new SecureRandom()),
                        client -> {},
                        "operator.read");
                phone.ask("bye", "health", "{}");
                phone.next();
            }
            clock.advance(Duration.ofSeconds(61));
            awaitNobody(fake);
            ask(fake, "operator.read");

            assertThat(fake.devices()).extracting(PairedDevice::device).containsExactly(device.id());
        }
    }

    @Test
    void pendingRequest_afterFiveMinutes_isGone() throws Exception {
        try (FakeGateway fake = manual()) {
            String requestId = requestId(ask(fake, "operator.read"));
            clock.advance(Duration.ofSeconds(299));
            assertThat(fake.pending()).extracting(PendingPairing::requestId).containsExactly(requestId);
            clock.advance(Duration.ofSeconds(2));
            assertThat(fake.pending()).isEmpty();
            assertThatThrownBy(() -> fake.approve(requestId)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void pendingRequest_whenRepeated_livesLonger() throws Exception {
        try (FakeGateway fake = manual()) {
            String requestId = requestId(ask(fake, "operator.read"));
            clock.advance(Duration.ofSeconds(200));
            ask(fake, "operator.read");
            clock.advance(Duration.ofSeconds(200));

            assertThat(fake.pending()).extracting(PendingPairing::requestId).containsExactly(requestId);
            fake.reject(requestId);
            assertThat(fake.pending()).isEmpty();
        }
    }

    @Test
    void scopeHeader_onUpgrade_cutsWhatAConnectionGets() throws Exception {
        try (FakeGateway fake = manual();
                Phone phone = Phone.call(fake.url(), Map.of("x-openclaw-scopes", "operator.read, operator.talk"))) {
            phone.connect(fake, "gateway-client", "backend", null, client -> {}, "operator.read", "operator.admin");
            assertThat(fake.connections()).extracting(LiveConnection::scopes).containsExactly(List.of("operator.read"));
        }
    }

    private JsonNode ask(FakeGateway fake, String... scopes) throws Exception {
        try (Phone phone = Phone.call(fake)) {
            return phone.connect(fake, "gateway-client", "ui", device, client -> {}, scopes);
        }
    }

    private static void awaitNobody(FakeGateway fake) throws Exception {
        try (Phone watcher = Phone.helper(fake, "operator.read")) {
            while (fake.connections().size() > 1) {
                watcher.next();
            }
        }
    }

    private FakeGateway silent() {
        return FakeGateway.builder().clock(clock).start();
    }

    private FakeGateway manual() {
        return FakeGateway.builder()
                .clock(clock)
                .localPairing(LocalPairing.MANUAL)
                .start();
    }

    private static String requestId(JsonNode refused) {
        assertThat(refused.path("error").path("code").asText())
                .as("%s", refused)
                .isEqualTo("NOT_PAIRED");
        return refused.path("error").path("details").path("requestId").asText();
    }

    private static String token(JsonNode hello) {
        return hello.path("payload").path("auth").path("deviceToken").asText();
    }
}
