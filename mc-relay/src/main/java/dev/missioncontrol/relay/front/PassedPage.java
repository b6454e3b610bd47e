package dev.missioncontrol.relay.front;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * What the gateway answered, on its way to a browser.
 *
 * @param status 200, 206, 304 or 400 to 599
 * @param headers what goes on of its header fields, by lower-case name; they come before the security headers of others
 * @param body its bytes as they come: to be subscribed to exactly once, or {@linkplain #discard() given up}
 */
public record PassedPage(int status, Map<String, String> headers, Flow.Publisher<List<ByteBuffer>> body) {
    public PassedPage {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /** Gives the body up unread, in place of subscribing to it: without either, the gateway's connection stays open. */
    public void discard() {
        body.subscribe(new Unwanted());
    }
}
