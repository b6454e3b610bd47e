package dev.missioncontrol.testkit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.secret.Secret;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What all parts of the contract do: open sockets, log in, be refused. Every test has devices of its own. */
abstract class Clients {
    private final HttpClient http = HttpClient.newHttpClient();
    private final SecureRandom random = new SecureRandom();
    private final List<RawClient> opened = new ArrayList<>();

    /** The gateway that must keep the contract. */
    protected abstract GatewayUnderTest gateway();

    @AfterEach
    final void closeSockets() {
        opened.forEach(RawClient::close);
        opened.clear();
    }

    RawClient open() {
        return open(Map.of());
    }

    RawClient open(Map<String, String> headers) {
        RawClient client = RawClient.open(http, gateway().url(), headers);
        opened.add(client);
        return client;
    }

    DeviceIdentity freshDevice() {
        return DeviceIdentity.generate(random);
    }

    /** A helper of this machine: needs no device and no pairing. */
    Login helper() {
        return Login.as("gateway-client", "backend").withToken(gateway().sharedToken());
    }

    /** A client that must be paired. */
    Login paired(DeviceIdentity device) {
        return Login.as("gateway-client", "ui")
                .withToken(gateway().sharedToken())
                .of(device);
    }

    /** Logs in and returns the answer, good or bad. */
    static JsonNode connect(RawClient client, Login login) {
        client.request("connect", "connect", login.params(client.challenge()));
        return client.answer("connect");
    }

    /** A client that got its hello. */
    RawClient in(Login login) {
        RawClient client = open();
        hello(client, login);
        return client;
    }

    /** The payload of the hello. */
    static JsonNode hello(RawClient client, Login login) {
        JsonNode answer = connect(client, login);
        assertTrue(answer.path("ok").asBoolean(), () -> "refused: " + answer);
        return answer.path("payload");
    }

    JsonNode hello(Login login) {
        return hello(open(), login);
    }

    /** The error of a login that is refused, and the close that follows it. */
    Refused refused(Login login) {
        return refused(open(), login);
    }

    static Refused refused(RawClient client, Login login) {
        JsonNode answer = connect(client, login);
        assertFalse(answer.path("ok").asBoolean(true), () -> "let in: " + answer);
        return new Refused(answer.path("error"), client.closed());
    }

    /** An administrator's socket. */
    RawClient admin() {
        return in(helper().asking("operator.admin"));
    }

    /** Has a device approved for these scopes by the gateway's owner, and returns its first hello. */
    JsonNode pair(DeviceIdentity device, String... scopes) {
        Login login = paired(device).asking(scopes);
        gateway().approve(refused(login).requestId());
        return hello(login);
    }

    static Secret deviceToken(JsonNode hello) {
        String token = hello.path("auth").path("deviceToken").asText();
        assertEquals(43, token.length(), "the length of a device token");
        return Secret.of(token);
    }

    static ObjectNode object() {
        return RawClient.JSON.createObjectNode();
    }

    static ObjectNode object(String name, String value) {
        return object().put(name, value);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** A login that was refused. */
    record Refused(JsonNode error, Closed closed) {
        String code() {
            return error.path("code").asText();
        }

        JsonNode details() {
            return error.path("details");
        }

        String detail(String name) {
            return details().path(name).asText();
        }

        String requestId() {
            assertEquals("PAIRING_REQUIRED", detail("code"), () -> "not a pairing request: " + error);
            return detail("requestId");
        }

        void is(String code, String detailsCode, int closeCode) {
            assertEquals(code, code(), () -> "the code of " + error);
            assertEquals(detailsCode, detail("code"), () -> "the details of " + error);
            assertEquals(closeCode, closed.code(), () -> "the close after " + error);
        }
    }
}
