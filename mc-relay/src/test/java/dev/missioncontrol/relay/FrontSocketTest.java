package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.relay.front.ControlUiFront;
import dev.missioncontrol.trust.TrustPolicies;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The socket of the Control UI, at the front. */
class FrontSocketTest {
    private FrontWorld front;

    @BeforeEach
    void start() throws Exception {
        front = new FrontWorld(TrustPolicies.backendOwned(Role.VIEWER));
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @Test
    void socket_of_somebody_goes_through_the_relay_until_they_sign_out() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        try (WsClient client = socket(cookie)) {
            JsonNode hello = front.world.connect(client, null, "operator.read", "operator.admin");
            assertThat(hello.at("/payload/auth/scopes").toString()).isEqualTo("[\"operator.read\"]");

            HttpResponse<String> out =
                    front.send(front.form(ControlUiFront.SIGN_OUT, "").header("Cookie", cookie));
            assertThat(out.statusCode()).isEqualTo(303);
            assertThat(out.headers().firstValue("location")).contains(ControlUiFront.SIGN_IN);
            assertThat(out.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
            assertThat(client.closed().code()).isEqualTo(4001);
        }
        try (WsClient again = socket(cookie)) {
            JsonNode refusal = front.world.connect(again, null, "operator.read");
            assertThat(refusal.at("/error/details/code").asText()).isEqualTo("AUTH_IDENTITY_HEADER_REQUIRED");
        }
        assertThat(front.send(front.visit("/").header("Cookie", cookie)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void socket_of_another_site_or_another_path_is_refused() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        URI home = URI.create("ws://127.0.0.1:" + front.server.address().getPort() + "/");

        assertThat(refusalOf(home, Map.of("Cookie", cookie, "Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(refusalOf(home.resolve("/gateway"), Map.of("Cookie", cookie, "Origin", front.origin())))
                .isEqualTo(400);
    }

    private static int refusalOf(URI address, Map<String, String> headers) {
        Throwable refused = catchThrowable(() -> WsClient.open(address, headers));
        return refused != null && refused.getCause() instanceof WebSocketHandshakeException answered
                ? answered.getResponse().statusCode()
                : 0;
    }

    private WsClient socket(String cookie) throws Exception {
        URI home = URI.create("ws://127.0.0.1:" + front.server.address().getPort() + "/");
        return WsClient.open(home, Map.of("Cookie", cookie, "Origin", front.origin()));
    }
}
