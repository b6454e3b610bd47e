package dev.missioncontrol.auth.http.jdk;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.DoorVerdict;
import dev.missioncontrol.auth.http.LimitedBody;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Scheme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The door as a filter of the JDK's {@code HttpServer}. Put it first into the context {@code /}: what no context serves
 * is answered by the server itself, without any filter.
 *
 * <p>That server joins folded header lines with a blank before anybody sees them, so the joined value is what is judged.
 * Thread-safe.
 */
@SuppressWarnings("exports") // transitive would ask every user of this module for the web server
public final class HttpServerDoor extends Filter {

    private static final String PASSAGE = HttpServerDoor.class.getName() + ".passage";

    private final Door door;

    /** Over this door. */
    public HttpServerDoor(Door door) {
        this.door = Objects.requireNonNull(door, "door");
    }

    /**
     * What is known about a request that came through.
     *
     * @throws IllegalStateException if it came around the door
     */
    public static Passage passage(HttpExchange exchange) {
        if (exchange.getAttribute(PASSAGE) instanceof Passage passage) {
            return passage;
        }
        throw new IllegalStateException("no request passes beside the door");
    }

    @Override
    public String description() {
        return "judges hosts, origins and targets, and puts the security headers on every answer";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        DoorVerdict verdict = judge(exchange);
        verdict.headers().forEach(exchange.getResponseHeaders()::set);
        if (verdict instanceof DoorVerdict.Open open) {
            exchange.setAttribute(PASSAGE, open.passage());
            exchange.setStreams(new LimitedBody(exchange.getRequestBody(), door.longestBody()), null);
            passOn(exchange, chain);
        } else {
            refuse(exchange, (DoorVerdict.Shut) verdict);
        }
    }

    /** What a handler throws is answered here: the server itself would answer without the headers. */
    private void passOn(HttpExchange exchange, Chain chain) throws IOException {
        try {
            chain.doFilter(exchange);
        } catch (LimitedBody.TooLarge tooLarge) {
            refuseUnlessAnswered(exchange, door.tooLarge(scheme(exchange)));
        } catch (RuntimeException failed) {
            refuseUnlessAnswered(exchange, door.failed(scheme(exchange)));
            throw failed;
        }
    }

    private DoorVerdict judge(HttpExchange exchange) {
        Optional<RequestFacts> facts = facts(exchange);
        return facts.isPresent() ? door.judge(facts.get()) : door.unreadable(scheme(exchange));
    }

    private Optional<RequestFacts> facts(HttpExchange exchange) {
        Map<String, List<String>> fields = exchange.getRequestHeaders();
        if (fields.keySet().stream().anyMatch(Objects::isNull)) {
            return Optional.empty();
        }
        return Optional.of(new RequestFacts(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Headers.of(fields),
                exchange.getRemoteAddress(),
                scheme(exchange),
                door.traits()));
    }

    private static Scheme scheme(HttpExchange exchange) {
        return exchange instanceof HttpsExchange ? Scheme.HTTPS : Scheme.HTTP;
    }

    private static void refuseUnlessAnswered(HttpExchange exchange, DoorVerdict.Shut shut) throws IOException {
        if (exchange.getResponseCode() < 0) {
            shut.headers().forEach(exchange.getResponseHeaders()::set);
            refuse(exchange, shut);
        } else {
            exchange.close();
        }
    }

    private static void refuse(HttpExchange exchange, DoorVerdict.Shut shut) throws IOException {
        byte[] body = shut.body().getBytes(StandardCharsets.US_ASCII);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(shut.status(), head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }
}
