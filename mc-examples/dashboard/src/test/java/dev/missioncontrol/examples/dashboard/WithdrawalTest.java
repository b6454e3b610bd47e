package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the gateway's owner takes the backend's pairing away. */
@Timeout(120)
class WithdrawalTest {
    @TempDir
    Path folder;

    @Test
    void backend_whenItsPairingIsWithdrawn_staysOutUntilAnAdminAsksAgain() throws Exception {
        Path data = folder.resolve("data");
        Laptop admin;
        try (Demo demo = Demo.start(data)) {
            admin = demo.signedIn(Demo.ADMIN, Demo.PASSWORD);
            pair(demo, admin);
            RelayClient client = admin.connect("operator.read");
            demo.gateway().remove(demo.gateway().devices().get(0).device().value());
            assertThat(client.closeCode()).isBetween(1000, 4999);
            becomes(admin, "withdrawn");
        }
        try (Demo demo = Demo.start(data)) {
            admin.follow(demo.page());
            becomes(admin, "withdrawn");
            assertThat(demo.gateway().pending()).isEmpty();
            assertThat(demo.gateway().devices()).isEmpty();
            assertThat(admin.post("/api/trust/pair-again", Map.of()).status()).isEqualTo(200);
            pair(demo, admin);
            assertThat(admin.connect("operator.read")
                            .answer("health", "{}")
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            Heard again = admin.post("/api/trust/pair-again", Map.of());
            assertThat(again.code()).isEqualTo("not_withdrawn");
        }
    }

    private static void pair(Demo demo, Laptop admin) throws Exception {
        becomes(admin, "waiting");
        demo.approve();
        Until.isTrue(
                "connected",
                () -> admin.get("/api/trust").body().path("connected").asBoolean());
    }

    private static void becomes(Laptop admin, String state) throws Exception {
        Until.isTrue(state, () -> admin.get("/api/trust").text("state").equals(state));
    }
}
