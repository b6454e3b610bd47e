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
 * @param body its bytes as they come: to be subscribed to exactly once, or cancelled
 */
public record PassedPage(int status, Map<String, String> headers, Flow.Publisher<List<ByteBuffer>> body) {
    public PassedPage {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }
}
