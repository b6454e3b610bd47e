package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.http.GuardVerdict;
import dev.missioncontrol.auth.http.RequestAddress;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.examples.dashboard.json.Answer;
import dev.missioncontrol.examples.dashboard.json.Json;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.FilterHolder;

/**
 * The one way in: every request passes here before any route, file or WebSocket upgrade sees it. It judges host and
 * origin, and puts the security headers on whatever the answer will be.
 */
public final class Door implements Filter {
    private static final String FACTS = Door.class.getName() + ".facts";
    private static final String ADDRESS = Door.class.getName() + ".address";

    private final RequestGuard guard;
    private final SecurityHeaders headers;
    private final Tokens tokens;

    /** With this guard and these headers. */
    public Door(RequestGuard guard, SecurityHeaders headers, Tokens tokens) {
        this.guard = guard;
        this.headers = headers;
        this.tokens = tokens;
    }

    /** Puts the door in front of everything. */
    public void mount(JavalinConfig config) {
        FilterHolder holder = new FilterHolder(this);
        holder.setAsyncSupported(true);
        config.jetty.modifyServletContextHandler(
                context -> context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST)));
    }

    /** The facts of a request that came through the door. */
    public static RequestFacts facts(HttpServletRequest request) {
        return (RequestFacts) Objects.requireNonNull(request.getAttribute(FACTS), "no request passes beside the door");
    }

    /** The scheme and host that a request came under. */
    static RequestAddress address(HttpServletRequest request) {
        return (RequestAddress)
                Objects.requireNonNull(request.getAttribute(ADDRESS), "no request passes beside the door");
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain next)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        RequestFacts facts = JavalinFacts.of(request, Scheme.HTTP);
        headersFor(request).forEach(response::setHeader);
        GuardVerdict verdict = guard.judge(facts);
        if (verdict instanceof GuardVerdict.Admitted admitted) {
            request.setAttribute(FACTS, facts);
            request.setAttribute(ADDRESS, admitted.address());
            next.doFilter(request, response);
        } else {
            refuse((GuardVerdict.Rejected) verdict, response);
        }
    }

    private Map<String, String> headersFor(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean page = !path.startsWith("/api/") && !path.equals("/gateway");
        return page ? headers.forPage(Scheme.HTTP, SecurityHeaders.nonce(tokens)) : headers.forData(Scheme.HTTP);
    }

    private static void refuse(GuardVerdict.Rejected rejected, HttpServletResponse response) throws IOException {
        Answer answer = new Answer().with("error", rejected.message()).with("code", rejected.code());
        response.setStatus(rejected.status());
        response.setContentType("application/json");
        response.getWriter().write(Json.text(answer.members()));
    }
}
