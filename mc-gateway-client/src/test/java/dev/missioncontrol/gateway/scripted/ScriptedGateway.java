package dev.missioncontrol.gateway.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** The gateway's sentences, said by a {@link ScriptedPeer}. */
public final class ScriptedGateway {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScriptedGateway() {}

    /** Sends the challenge and returns the connect request that answers it. */
    public static JsonNode challenge(ScriptedPeer peer) throws InterruptedException {
        peer.send("{\"type\":\"event\",\"event\":\"connect.challenge\",\"payload\":" + "{\"nonce\":\""
                + UUID.randomUUID() + "\",\"ts\":1795194891476}}");
        return receive(peer);
    }

    /** The next request. */
    public static JsonNode receive(ScriptedPeer peer) throws InterruptedException {
        try {
            return JSON.readTree(peer.receive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hello with these scopes, a comma-joined list. */
    public static String hello(String scopes, String deviceToken, long tickMs) {
        return "{\"type\":\"res\",\"id\":\"connect\",\"ok\":true,\"payload\":{\"type\":\"hello-ok\",\"protocol\":4,"
                + "\"server\":{\"version\":\"2026.9.6\",\"connId\":\"k\"},\"auth\":{\"role\":\"operator\",\"scopes\":["
                + "\"" + scopes.replace(",", "\",\"") + "\"],\"deviceToken\":\"" + deviceToken + "\"},"
                + "\"policy\":{\"tickIntervalMs\":" + tickMs + ",\"maxPayload\":26214400}}}";
    }

    /** Challenge, connect, hello; returns the connect request. */
    public static JsonNode welcome(ScriptedPeer peer, String deviceToken) throws InterruptedException {
        JsonNode connect = challenge(peer);
        peer.send(hello("operator.read", deviceToken, 30_000));
        return connect;
    }

    /** Challenge, connect, refusal and close; returns the connect request. */
    public static JsonNode refuse(ScriptedPeer peer, String errorJson, int closeCode) throws InterruptedException {
        JsonNode connect = challenge(peer);
        peer.send("{\"type\":\"res\",\"id\":\"connect\",\"ok\":false,\"error\":" + errorJson + "}");
        peer.close(closeCode, "refused");
        return connect;
    }

    /** The error of a missing pairing. */
    public static String pairingRequired(String requestId) {
        return "{\"code\":\"NOT_PAIRED\",\"message\":\"m\",\"details\":{\"code\":\"PAIRING_REQUIRED\",\"requestId\":\""
                + requestId + "\"}}";
    }

    /** An error with a details code. */
    public static String error(String detailsCode) {
        return "{\"code\":\"INVALID_REQUEST\",\"message\":\"m\",\"details\":{\"code\":\"" + detailsCode + "\"}}";
    }
}
