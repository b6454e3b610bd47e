package dev.missioncontrol.testkit.relay;

import dev.missioncontrol.core.secret.Secret;

/** The texts a gateway client sends. */
final class Calls {
    private static final String CONNECT = "{\"type\":\"req\",\"id\":\"c\",\"method\":\"connect\",\"params\":{"
            + "\"minProtocol\":4,\"maxProtocol\":4,\"role\":\"operator\",\"scopes\":[\"operator.read\"],\"client\":{"
            + "\"id\":\"cli\",\"version\":\"1.0\",\"platform\":\"linux\",\"mode\":\"cli\"}";

    private Calls() {}

    /** Connects by what the upgrade request carried. */
    static String connect() {
        return CONNECT + "}}";
    }

    /** Connects with an API key. */
    static String connect(Secret key) {
        return connect(key.reveal());
    }

    static String connect(String key) {
        return CONNECT + ",\"auth\":{\"token\":\"" + key + "\"}}}";
    }

    static String health(String id) {
        return call(id, "health", "");
    }

    /** A call of {@code health}, which takes any parameters, with this text among them. */
    static String health(String id, String text) {
        return call(id, "health", text);
    }

    static String call(String id, String method, String text) {
        return "{\"type\":\"req\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":{\"x\":\"" + text
                + "\"}}";
    }

    /** How an answer to this id reads. */
    static String answerTo(String id) {
        return "\"id\":\"" + id + "\"";
    }
}
