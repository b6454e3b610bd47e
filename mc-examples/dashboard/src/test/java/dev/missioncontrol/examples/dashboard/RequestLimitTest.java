package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one address may ask, seen through the proxy that is trusted to tell it. */
@Timeout(120)
class RequestLimitTest {
    private static final int ABOVE_ANY_MINUTE = 200;

    @TempDir
    Path folder;

    @Test
    void changes_whenOneAddressMakesTooMany_waitAndNobodyElses() throws Exception {
        try (Demo demo = Demo.start(folder.resolve("data"), Map.of("MC_TRUSTED_PROXIES", "127.0.0.1"))) {
            String last = ask(demo, "POST /api/auth/logout", "198.51.100.7");
            for (int i = 0; i < ABOVE_ANY_MINUTE && RawHttp.status(last) != 429; i++) {
                last = ask(demo, "POST /api/auth/logout", "198.51.100.7");
            }

            assertThat(RawHttp.status(last)).isEqualTo(429);
            assertThat(last).contains("\"code\":\"throttled\"").containsPattern("Retry-After: [1-9][0-9]*\r\n");
            assertThat(RawHttp.status(ask(demo, "GET /", "198.51.100.7"))).isEqualTo(200);
            assertThat(RawHttp.status(ask(demo, "GET /api/health", "198.51.100.7")))
                    .isEqualTo(200);
            assertThat(RawHttp.status(ask(demo, "POST /api/auth/logout", "203.0.113.9")))
                    .isEqualTo(200);
            assertThat(demo.laptop().signIn(Demo.ADMIN, Demo.PASSWORD).status())
                    .as("from the machine itself")
                    .isEqualTo(200);
        }
    }

    private static String ask(Demo demo, String route, String client) throws IOException {
        return RawHttp.ask(
                demo.page(),
                route + " HTTP/1.1",
                "Host: " + demo.page().getAuthority(),
                "Content-Length: 0",
                "X-Forwarded-For: " + client);
    }
}
