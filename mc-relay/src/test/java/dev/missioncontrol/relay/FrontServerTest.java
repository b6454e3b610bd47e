package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.relay.front.ControlUiFront;
import dev.missioncontrol.trust.TrustPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser meets at the front, and what of it the gateway sees. */
class FrontServerTest {
    private FrontWorld front;

    @BeforeEach
    void start() throws Exception {
        front = new FrontWorld(TrustPolicies.backendOwned(Role.VIEWER));
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat?session=main", "/settings/devices"})
    void visit_of_nobody_leads_to_the_sign_in_page_and_the_gateway_hears_nothing(String path) throws Exception {
        HttpResponse<String> answer = front.send(front.visit(path));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains(ControlUiFront.SIGN_IN);
        assertThat(front.stub.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/index.js", "/sw.js", "/control-ui-config.json", "/tools/invoke"})
    void file_for_nobody_is_refused_and_the_gateway_hears_nothing(String path) throws Exception {
        assertThat(front.send(front.request(path)).statusCode()).isEqualTo(401);
        assertThat(front.stub.asked()).isEmpty();
    }

    @Test
    void sign_in_page_runs_nothing_but_its_own_style() throws Exception {
        HttpResponse<String> page = front.send(front.visit(ControlUiFront.SIGN_IN));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\" action=\"/mission-control/sign-in\">");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("frame-ancestors 'none'", "form-action 'self'");
        String nonce = page.body().split("nonce=\"", 2)[1].split("\"", 2)[0];
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("'nonce-" + nonce + "'");
        assertThat(page.body()).doesNotContain("<script");
    }

    @Test
    void sign_in_with_the_right_password_hands_out_a_cookie_and_leads_home() throws Exception {
        front.account("vera", Role.VIEWER);
        HttpResponse<String> answer = front.signIn("vera", FrontWorld.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("/");
        assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("mc-session=")
                .contains("HttpOnly", "SameSite=Strict");
        assertThat(front.world.recorded(AuditAction.LOGIN)).hasSize(1);
    }

    @Test
    void sign_in_with_a_wrong_password_or_name_hands_out_nothing_and_repeats_nothing() throws Exception {
        front.account("vera", Role.VIEWER);
        HttpResponse<String> wrong = front.signIn("vera", "<b>wrong</b>");
        HttpResponse<String> unknown = front.signIn("<i>nobody</i>", FrontWorld.PASSWORD);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("set-cookie")).isEmpty();
        assertThat(wrong.body()).contains("Name or password is wrong.").doesNotContain("<b>");
        assertThat(unknown.body()).doesNotContain("<i>");
    }

    @Test
    void sign_in_sent_by_another_site_is_refused_at_the_door() throws Exception {
        front.account("vera", Role.VIEWER);
        HttpRequest.Builder forged =
                front.form(ControlUiFront.SIGN_IN, "name=vera&password=x").setHeader("Origin", "https://evil.example");

        assertThat(front.send(forged).statusCode()).isEqualTo(403);
        assertThat(front.world.recorded(AuditAction.LOGIN_FAILED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name=vera",
                "name=vera&password=a&password=b",
                "name=vera&password=a&next=/x",
                "a",
                "name=%zz&password=a"
            })
    void form_that_is_not_the_page_s_own_is_refused(String body) throws Exception {
        assertThat(front.send(front.form(ControlUiFront.SIGN_IN, body)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void visit_of_somebody_gets_the_gateway_s_page_under_the_gateway_s_policy() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        HttpResponse<String> page = front.send(front.visit("/settings/devices?tab=1")
                .header("Cookie", cookie)
                .header("Authorization", "Bearer old-gateway-token")
                .header("X-Forwarded-For", "198.51.100.1")
                .header("X-Forwarded-User", "ada")
                .header("X-OpenClaw-Scopes", "operator.admin")
                .header("Forwarded", "for=198.51.100.1"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("CONTROL UI");
        assertThat(page.headers().allValues("content-security-policy")).containsExactly(StubPages.POLICY);
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
        assertThat(page.headers().map()).doesNotContainKeys("set-cookie", "x-gateway-inner");
        StubPages.Asked asked = front.stub.asked().get(0);
        assertThat(asked.target()).isEqualTo("/");
        assertThat(asked.headers())
                .doesNotContainKeys(
                        "cookie",
                        "authorization",
                        "x-forwarded-for",
                        "x-forwarded-user",
                        "x-openclaw-scopes",
                        "forwarded",
                        "origin");
    }

    @Test
    void personal_path_is_fetched_with_the_backend_s_token_and_not_with_the_browser_s() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        HttpResponse<String> answer = front.send(front.request("/control-ui-config.json?v=1")
                .header("Cookie", cookie)
                .header("Authorization", "Bearer old-gateway-token"));

        assertThat(answer.body()).isEqualTo("FILE /control-ui-config.json?v=1");
        assertThat(front.stub.asked().get(0).headers().get("authorization"))
                .containsExactly("Bearer " + FrontWorld.TOKEN);
        assertThat(answer.headers().map().toString()).doesNotContain(FrontWorld.TOKEN);
    }

    @Test
    void personal_path_at_a_gateway_that_knows_people_is_fetched_under_the_name_to_read_alone() throws Exception {
        front.close();
        front = new FrontWorld(
                TrustPolicies.backendOwned(Role.VIEWER),
                upstream -> upstream.withPersons(PersonHeaders.in("x-forwarded-user")),
                settings -> settings);
        String cookie = front.signedIn("olga", Role.OPERATOR);
        front.send(front.request("/avatar/main").header("Cookie", cookie));

        Map<String, ?> headers = Map.copyOf(front.stub.asked().get(0).headers());
        assertThat(headers.toString())
                .contains("x-forwarded-user=[olga]", "x-openclaw-scopes=[operator.read]")
                .doesNotContain("authorization");
    }

    @Test
    void personal_path_under_a_policy_that_wants_a_device_is_refused() throws Exception {
        front.close();
        front = new FrontWorld(TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));
        String cookie = front.signedIn("vera", Role.VIEWER);

        assertThat(front.send(front.request("/control-ui-config.json").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(403);
        assertThat(front.stub.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tools/invoke",
                "/hooks/wake",
                "/v1/models",
                "/api/sessions/main/history",
                "/api/users/vera/secrets",
                "/__openclaw__/assistant-media?source=/etc/passwd",
                "/__openclaw__/link-favicon/x",
                "/plugins/x/y",
                "/mission-control/other",
                "/assets",
                "/readyz"
            })
    void path_that_is_not_listed_is_not_passed_on(String path) throws Exception {
        String cookie = front.signedIn("ada", Role.ADMIN);

        assertThat(front.send(front.request(path).header("Cookie", cookie)).statusCode())
                .isEqualTo(404);
        assertThat(front.stub.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/../tools/invoke", "/assets/%2e%2e/tools/invoke", "/assets//x", "/avatar/a%2Fb"})
    void path_that_servers_read_differently_does_not_pass_the_door(String path) throws Exception {
        String cookie = front.signedIn("ada", Role.ADMIN);
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + front.server.address().getPort() + "\r\nCookie: " + cookie + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(front.stub.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void method_that_may_change_something_is_not_passed_on(String method) throws Exception {
        String cookie = front.signedIn("ada", Role.ADMIN);
        HttpRequest.Builder request = front.request("/avatar/main")
                .header("Cookie", cookie)
                .header("Origin", front.origin())
                .method(method, HttpRequest.BodyPublishers.noBody());

        assertThat(front.send(request).statusCode()).isEqualTo(405);
        assertThat(front.stub.asked()).isEmpty();
    }

    @Test
    void host_that_is_not_ours_does_not_pass_the_door() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void redirect_of_the_gateway_is_not_passed_on() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        HttpResponse<String> answer =
                front.send(front.request("/assets/moved.js").header("Cookie", cookie));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("location")).isEmpty();
    }

    @Test
    void gateway_that_is_away_is_said_to_be() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        front.stub.close();

        assertThat(front.send(front.visit("/").header("Cookie", cookie)).statusCode())
                .isEqualTo(502);
    }

    @Test
    void head_and_unchanged_answers_have_no_body_and_the_connection_goes_on() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        HttpRequest.Builder head = front.request("/assets/a.js")
                .header("Cookie", cookie)
                .method("HEAD", HttpRequest.BodyPublishers.noBody());

        HttpResponse<String> asked = front.send(head);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("content-length")).contains("17");
        assertThat(front.send(front.request("/assets/same.js").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(304);
        assertThat(front.send(front.request("/assets/b.js").header("Cookie", cookie))
                        .body())
                .isEqualTo("FILE /assets/b.js");
    }

    @Test
    void long_answer_arrives_whole_and_is_not_gathered_for_a_reader_who_waits() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);
        HttpResponse<InputStream> answer = front.http()
                .send(
                        front.request("/assets/long.js")
                                .header("Cookie", cookie)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(100_000)).hasSize(100_000);
            assertThat(front.stub.written()).as("before the reader goes on").isLessThan(StubPages.LONG);
            assertThat(body.readAllBytes()).hasSize(StubPages.LONG - 100_000);
        }
    }

    @Test
    void answer_that_is_too_long_is_cut() throws Exception {
        front.close();
        front = new FrontWorld(
                TrustPolicies.backendOwned(Role.VIEWER),
                upstream -> upstream,
                settings -> settings.longestAnswer(1024 * 1024));
        String cookie = front.signedIn("vera", Role.VIEWER);

        assertThatThrownBy(() -> front.send(front.request("/assets/long.js").header("Cookie", cookie)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answer_that_breaks_off_does_not_look_whole() throws Exception {
        String cookie = front.signedIn("vera", Role.VIEWER);

        assertThatThrownBy(() -> front.send(front.request("/assets/broken.js").header("Cookie", cookie)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void request_beyond_the_limit_is_told_to_come_back_and_room_is_made_again() throws Exception {
        front.close();
        front = new FrontWorld(
                TrustPolicies.backendOwned(Role.VIEWER), upstream -> upstream, settings -> settings.maxRequests(1));
        String cookie = front.signedIn("vera", Role.VIEWER);
        CompletableFuture<HttpResponse<String>> held = front.http()
                .sendAsync(
                        front.request("/assets/held.js")
                                .header("Cookie", cookie)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        front.stub.awaitHolding();

        assertThat(front.send(front.request("/assets/a.js").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(503);
        front.stub.release();
        assertThat(held.join().body()).isEqualTo("HELD");
        assertThat(front.send(front.request("/assets/a.js").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void request_that_drips_is_cut() throws Exception {
        front.close();
        front = new FrontWorld(
                TrustPolicies.backendOwned(Role.VIEWER),
                upstream -> upstream,
                settings -> settings.requestTimeout(Duration.ofMillis(200)));

        assertThat(raw("GET / HTTP/1.1\r\nHost: 127.")).isEmpty();
    }

    /** Sends these bytes and nothing more; all that comes back until the server closes. */
    private String raw(String bytes) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), front.server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
