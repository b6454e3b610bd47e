package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Peer;
import java.util.Objects;

/**
 * What a route may know about a request that came through the {@link Door}. Adapters attach it to the request.
 *
 * @param facts the facts
 * @param address the scheme and host it was made under
 * @param peer where it came from
 * @param nonce what inline scripts and styles of the page must carry, in base64; empty where the door knows of no page
 */
public record Passage(RequestFacts facts, RequestAddress address, Peer peer, String nonce) {
    public Passage {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(nonce, "nonce");
    }
}
