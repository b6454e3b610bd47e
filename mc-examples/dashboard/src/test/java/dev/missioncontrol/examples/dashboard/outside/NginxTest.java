package dev.missioncontrol.examples.dashboard.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.http.Headers;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helper programs are approved silently on loopback. What reaches loopback through a real nginx is no helper. */
@Tag("outside")
class NginxTest {
    private final DeviceIdentity helper = DeviceIdentity.generate(new SecureRandom());
    private final Evidence evidence = Evidence.of(NginxTest.class);
    private HelperRelay relay;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        relay = new HelperRelay();
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void device_throughNginxToAnUnmarkedListener_waitsForApproval() throws Exception {
        try (Nginx nginx = Nginx.before(relay.unmarkedPort(), folder, evidence.file("unmarked.log"))) {
            assertWaits(HelperSocket.connect(nginx.url(), helper, "operator.read"), "not-paired");
        }
        assertThat(relay.autoApproved()).isEmpty();
    }

    @Test
    void pairedDevice_throughNginxToAnUnmarkedListener_waitsForEachNewScope() throws Exception {
        assertThat(isIn(HelperSocket.connect(marked(), helper, "operator.read")))
                .isTrue();
        try (Nginx nginx = Nginx.before(relay.unmarkedPort(), folder, evidence.file("paired.log"))) {
            assertThat(isIn(HelperSocket.connect(nginx.url(), helper, "operator.read")))
                    .isTrue();
            assertWaits(HelperSocket.connect(nginx.url(), helper, "operator.admin"), "scope-upgrade");
        }
        assertThat(relay.autoApproved()).containsExactly("not-paired");
    }

    /** The default {@code proxy_pass} sends no forwarding header and the upstream's own Host. */
    @Test
    void nginxByDefault_looksLikeAHelperOfThisMachine() throws Exception {
        try (Nginx nginx = Nginx.before(relay.unmarkedPort(), folder, evidence.file("headers.log"))) {
            HelperSocket.connect(nginx.url(), helper, "operator.read");
        }
        Headers headers = relay.lastUpgrade().headers();
        assertThat(headers.only("host")).contains("127.0.0.1:" + relay.unmarkedPort());
        assertThat(headers.contains("x-forwarded-for")).isFalse();
        assertThat(headers.contains("x-real-ip")).isFalse();
        assertThat(headers.contains("forwarded")).isFalse();
        assertThat(relay.lastUpgrade().socket().getAddress().isLoopbackAddress())
                .isTrue();
    }

    /** Nothing on the wire tells the two apart: the mark is the embedder's promise that no proxy points here. */
    @Test
    void device_throughNginxToAMarkedListener_isApprovedSilently_whichIsWhyNoProxyMayPointThere() throws Exception {
        try (Nginx nginx = Nginx.before(relay.markedPort(), folder, evidence.file("marked.log"))) {
            assertThat(isIn(HelperSocket.connect(nginx.url(), helper, "operator.read")))
                    .isTrue();
        }
        assertThat(relay.autoApproved()).containsExactly("not-paired");
    }

    private URI marked() {
        return URI.create("ws://127.0.0.1:" + relay.markedPort() + "/gateway");
    }

    private static boolean isIn(JsonNode answer) {
        return answer.path("ok").asBoolean();
    }

    private static void assertWaits(JsonNode answer, String reason) {
        JsonNode details = answer.at("/error/details");
        assertThat(details.path("code").asText()).as(answer.toString()).isEqualTo("PAIRING_REQUIRED");
        assertThat(details.path("reason").asText()).isEqualTo(reason);
    }
}
