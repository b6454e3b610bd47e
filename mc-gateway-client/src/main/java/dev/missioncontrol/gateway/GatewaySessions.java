package dev.missioncontrol.gateway;

import dev.missioncontrol.gateway.internal.wire.SessionReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The gateway's conversations, through a {@link GatewayClient}. Needs {@code operator.read}. Thread-safe. */
public final class GatewaySessions {
    private final GatewayClient client;
    private final Duration timeout;

    GatewaySessions(GatewayClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Lists conversations, as many as the gateway gives at once: 100. Returns at once; waits 30 seconds. */
    public CompletionStage<Answer<List<SessionSummary>>> list() {
        return client.call("sessions.list", "{}", timeout)
                .thenApply(reply -> Answers.of(reply, SessionReader::sessions));
    }

    /**
     * Has this connection hear {@code sessions.*} events. The gateway forgets it with the connection: subscribe again
     * whenever the client becomes {@link GatewayState.Ready}. Returns at once; waits 30 seconds.
     */
    public CompletionStage<Reply> subscribe() {
        return client.call("sessions.subscribe", "{}", timeout);
    }
}
