package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The one way in: what every adapter for a web server asks about a request, and what it puts on the answer.
 *
 * <p>The adapters carry it out: {@code auth.http.servlet.ServletDoor}, {@code auth.http.jdk.HttpServerDoor} and the
 * relay module's {@code NettyDoor}. An adapter stands before everything else, so that no route, file or upgrade is
 * reached around it. Immutable and thread-safe.
 */
public final class Door {

    private final RequestGuard guard;
    private final SecurityHeaders headers;
    private final Tokens tokens;
    private final Predicate<String> pages;
    private final Set<ListenerTrait> traits;

    private Door(
            RequestGuard guard,
            SecurityHeaders headers,
            Tokens tokens,
            Predicate<String> pages,
            Set<ListenerTrait> traits) {
        this.guard = Objects.requireNonNull(guard, "guard");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.pages = Objects.requireNonNull(pages, "pages");
        this.traits = Set.copyOf(traits);
    }

    /** With this guard and these headers; every path answers data, and the listener has no traits. */
    public static Door of(RequestGuard guard, SecurityHeaders headers, Tokens tokens) {
        return new Door(guard, headers, tokens, path -> false, Set.of());
    }

    /** A copy where the paths that {@code pages} accepts answer pages: they get a content security policy for pages. */
    public Door servingPages(Predicate<String> pages) {
        return new Door(guard, headers, tokens, pages, traits);
    }

    /** A copy for a listener that the embedder vouches for. */
    public Door on(ListenerTrait... traits) {
        return new Door(guard, headers, tokens, pages, Set.of(traits));
    }

    /** What adapters put into the facts of every request. */
    public Set<ListenerTrait> traits() {
        return traits;
    }

    /** How many bytes of a body adapters let through, where it declares no length. */
    public long longestBody() {
        return guard.longestBody();
    }

    /** Judges a request. */
    public DoorVerdict judge(RequestFacts facts) {
        GuardVerdict verdict = guard.judge(facts);
        if (verdict instanceof GuardVerdict.Rejected rejected) {
            return shut(rejected, facts.scheme());
        }
        RequestAddress address = ((GuardVerdict.Admitted) verdict).address();
        String nonce = SecurityHeaders.nonce(tokens);
        Map<String, String> onAnswer = pages.test(path(facts.target()))
                ? headers.forPage(address.scheme(), nonce)
                : headers.forData(address.scheme());
        return new DoorVerdict.Open(
                new Passage(facts, address, Peer.classify(facts, guard.proxies()), nonce), onAnswer);
    }

    /** The answer to a body that turned out to be too large. */
    public DoorVerdict.Shut tooLarge(Scheme scheme) {
        return shut(GuardVerdict.Rejected.TOO_LARGE, scheme);
    }

    /** The answer to what could not even be read as a request. */
    public DoorVerdict.Shut unreadable(Scheme scheme) {
        return shut(GuardVerdict.Rejected.BAD_REQUEST, scheme);
    }

    /** The answer to a request that some route broke under: tells nothing about why. */
    public DoorVerdict.Shut failed(Scheme scheme) {
        return shut(GuardVerdict.Rejected.INTERNAL, scheme);
    }

    private DoorVerdict.Shut shut(GuardVerdict.Rejected rejected, Scheme scheme) {
        Map<String, String> onAnswer = new LinkedHashMap<>(headers.forData(scheme));
        onAnswer.put("Content-Type", "application/json");
        onAnswer.put("Connection", "close");
        if (rejected.status() == 405) {
            onAnswer.put("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        }
        String body = "{\"error\":\"" + rejected.message() + "\",\"code\":\"" + rejected.code() + "\"}";
        return new DoorVerdict.Shut(rejected.status(), body, onAnswer);
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
