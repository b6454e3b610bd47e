package dev.missioncontrol.testkit.relay;

import java.io.IOException;
import java.net.URI;

/** One installation and the server its relay is mounted in. */
record Stage(Installation parts, Mounted server) implements AutoCloseable {

    URI address() {
        return server.address();
    }

    /** The origin of pages that this server serves. */
    String origin() {
        return "http://" + server.address().getAuthority();
    }

    MeteredTransport meter() {
        return parts.meter();
    }

    /** A client that is through, by a key of its own. */
    WireClient connected() throws IOException {
        return through(WireClient.open(address()));
    }

    /** A client that is through and of which the system holds little when it does not read. */
    WireClient narrow() throws IOException {
        return through(WireClient.narrow(address(), 32 * 1024));
    }

    private WireClient through(WireClient client) throws IOException {
        client.message("connect.challenge");
        client.text(Calls.connect(parts.key().text()));
        String hello = client.message(Calls.answerTo("c"));
        if (!hello.contains("\"ok\":true")) {
            throw new AssertionError("a good key gets no hello, but " + hello);
        }
        return client;
    }

    /** How many connections the gateway has. */
    int atTheGateway() {
        return parts.gateway().connections().size();
    }

    @Override
    public void close() {
        parts.relay().close();
        server.close();
        parts.close();
    }
}
