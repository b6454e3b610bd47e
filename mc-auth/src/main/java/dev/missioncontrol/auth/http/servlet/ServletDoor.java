package dev.missioncontrol.auth.http.servlet;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.DoorVerdict;
import dev.missioncontrol.auth.http.LimitedBody;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.core.http.RequestFacts;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The door as a Jakarta Servlet filter (5.0 and newer). Map it to {@code /*} for {@code REQUEST} dispatches, before every
 * other filter, and with asynchronous support.
 *
 * <p>Leave the container's own reading of forwarding headers switched off: the door reads them by itself, from trusted
 * proxies alone. Thread-safe.
 */
@SuppressWarnings("exports") // transitive would ask every user of this module for the servlet API
public final class ServletDoor implements Filter {

    private static final String PASSAGE = ServletDoor.class.getName() + ".passage";

    private final Door door;

    /** Over this door. */
    public ServletDoor(Door door) {
        this.door = Objects.requireNonNull(door, "door");
    }

    /**
     * What is known about a request that came through.
     *
     * @throws IllegalStateException if it came around the door
     */
    public static Passage passage(ServletRequest request) {
        if (request.getAttribute(PASSAGE) instanceof Passage passage) {
            return passage;
        }
        throw new IllegalStateException("no request passes beside the door");
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain next)
            throws IOException, ServletException {
        if (!(anyRequest instanceof HttpServletRequest request)
                || !(anyResponse instanceof HttpServletResponse response)) {
            throw new ServletException("the door is for HTTP alone");
        }
        Optional<RequestFacts> facts = ServletFacts.of(request, door.traits());
        DoorVerdict verdict =
                facts.isPresent() ? door.judge(facts.get()) : door.unreadable(ServletFacts.scheme(request));
        verdict.headers().forEach(response::setHeader);
        if (verdict instanceof DoorVerdict.Open open) {
            request.setAttribute(PASSAGE, open.passage());
            passOn(request, response, next);
        } else {
            answer((DoorVerdict.Shut) verdict, response);
        }
    }

    private void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        try {
            next.doFilter(
                    declaresItsLength(request) ? request : new LimitedRequest(request, door.longestBody()), response);
        } catch (LimitedBody.TooLarge tooLarge) {
            answerAnew(door.tooLarge(ServletFacts.scheme(request)), response);
        } catch (IOException | ServletException | RuntimeException failed) {
            if (!response.isCommitted()) {
                answerAnew(door.failed(ServletFacts.scheme(request)), response);
            }
            throw failed;
        }
    }

    private static boolean declaresItsLength(HttpServletRequest request) {
        boolean hasBody = request.getHeader("Transfer-Encoding") != null
                || !request.getProtocol().startsWith("HTTP/1.");
        return !hasBody || request.getContentLengthLong() >= 0;
    }

    private static void answerAnew(DoorVerdict.Shut shut, HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            shut.headers().forEach(response::setHeader);
            answer(shut, response);
        }
    }

    private static void answer(DoorVerdict.Shut shut, HttpServletResponse response) throws IOException {
        byte[] body = shut.body().getBytes(StandardCharsets.US_ASCII);
        response.setStatus(shut.status());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
