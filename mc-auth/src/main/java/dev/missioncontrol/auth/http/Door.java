package dev.missioncontrol.auth.http;

import dev.missioncontrol.auth.limit.Allowance;
import dev.missioncontrol.auth.limit.RequestThrottle;
import dev.missioncontrol.auth.limit.Workload;
import dev.missioncontrol.core.http.ListenerTrait;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Optional<RequestLimit> limit;

    private Door(
            RequestGuard guard,
            SecurityHeaders headers,
            Tokens tokens,
            Predicate<String> pages,
            Set<ListenerTrait> traits,
            Optional<RequestLimit> limit) {
        this.guard = Objects.requireNonNull(guard, "guard");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.pages = Objects.requireNonNull(pages, "pages");
        this.traits = Set.copyOf(traits);
        this.limit = limit;
    }

    /** With this guard and these headers; every path answers data, the listener has no traits, nobody asks too much. */
    public static Door of(RequestGuard guard, SecurityHeaders headers, Tokens tokens) {
        return new Door(guard, headers, tokens, path -> false, Set.of(), Optional.empty());
    }

    /** A copy where the paths that {@code pages} accepts answer pages: they get a content security policy for pages. */
    public Door servingPages(Predicate<String> pages) {
        return new Door(guard, headers, tokens, pages, traits, limit);
    }

    /** A copy for a listener that the embedder vouches for. */
    public Door on(ListenerTrait... traits) {
        return new Door(guard, headers, tokens, pages, Set.of(traits), limit);
    }

    /** {@link #limiting(RequestThrottle, Map)}, with the kind of every request told by its method. */
    public Door limiting(RequestThrottle throttle) {
        return limiting(throttle, Map.of());
    }

    /**
     * A copy that lets each network ask so much and no more: beyond it the answer is 429 with Retry-After.
     *
     * <p>Upgrades to a WebSocket are a kind of their own, so that clients that come back again and again leave the page
     * its share, and it theirs. Health checks should be one too: name their path. Requests from a loopback address are
     * not counted. They are the machine's own; or they come by a proxy nobody named in
     * {@link RequestGuard#behind}, and then all people would share one count.
     *
     * @param throttle what counts
     * @param paths the paths that cost something else than their method says, such as {@code /api/health}
     *     {@link Workload#PROBE}
     */
    public Door limiting(RequestThrottle throttle, Map<String, Workload> paths) {
        return new Door(guard, headers, tokens, pages, traits, Optional.of(new RequestLimit(throttle, paths)));
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
        String path = path(facts.target());
        boolean page = pages.test(path);
        String nonce = page ? SecurityHeaders.nonce(tokens) : "";
        Passage passage = new Passage(facts, address, Peer.classify(facts, guard.proxies()), nonce);
        return limit.flatMap(known -> known.refusalOf(passage, path))
                .<DoorVerdict>map(refused -> shut(refused, address.scheme()))
                .orElseGet(() -> new DoorVerdict.Open(
                        passage, page ? headers.forPage(address.scheme(), nonce) : headers.forData(address.scheme())));
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

    /** In whole seconds, and never too early. */
    private DoorVerdict.Shut shut(Allowance.Throttled refused, Scheme scheme) {
        DoorVerdict.Shut shut = shut(GuardVerdict.Rejected.THROTTLED, scheme);
        Map<String, String> onAnswer = new LinkedHashMap<>(shut.headers());
        long seconds = refused.retryAfter().plusSeconds(1).minusNanos(1).toSeconds();
        onAnswer.put("Retry-After", Long.toString(seconds));
        return new DoorVerdict.Shut(shut.status(), shut.body(), onAnswer);
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
