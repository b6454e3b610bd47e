package dev.missioncontrol.examples.dashboard.socket;

import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.GatewayRelay;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;

/**
 * The relay inside Javalin, at one path.
 *
 * <p>Javalin's own WebSocket routes hand over whole messages and cannot stop reading. The relay carries messages in
 * pieces and slows a fast sender down, so it sits one layer below, on the Jetty that Javalin brings.
 */
public final class JavalinRelay implements AutoCloseable {
    private static final Duration PING_EVERY = Duration.ofSeconds(25);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(80);
    private static final int MOST_SOCKETS = 1_000;
    private static final int UPGRADE_REQUIRED = 426;

    private final GatewayRelay relay;
    private final Function<HttpServletRequest, RequestFacts> facts;
    private final Set<RelaySocket> sockets = ConcurrentHashMap.newKeySet();
    private final Semaphore places;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(JavalinRelay::thread);

    /** Over the relay, for a thousand sockets at once; {@code facts} reads an upgrade request. */
    public JavalinRelay(GatewayRelay relay, Function<HttpServletRequest, RequestFacts> facts) {
        this(relay, facts, MOST_SOCKETS);
    }

    /** For so many sockets at once. */
    public JavalinRelay(GatewayRelay relay, Function<HttpServletRequest, RequestFacts> facts, int mostSockets) {
        this.relay = relay;
        this.facts = facts;
        this.places = new Semaphore(mostSockets);
    }

    /** Puts the relay at {@code path}. What guards the server's other paths guards this one too. */
    public void mount(JavalinConfig config, String path) {
        config.jetty.modifyServletContextHandler(
                context -> context.addServlet(new ServletHolder(new Endpoint()), path));
        clock.scheduleAtFixedRate(
                () -> sockets.forEach(RelaySocket::ping),
                PING_EVERY.toSeconds(),
                PING_EVERY.toSeconds(),
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private RelaySocket accept(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        response.setExtensions(List.of());
        RequestFacts upgrade = facts.apply(request.getHttpServletRequest());
        return new RelaySocket(socket -> relay.open(socket, upgrade), this);
    }

    void add(RelaySocket socket) {
        sockets.add(socket);
    }

    /** Tells whether it was there, and gives its place to somebody else. */
    boolean remove(RelaySocket socket) {
        boolean wasThere = sockets.remove(socket);
        if (wasThere) {
            places.release();
        }
        return wasThere;
    }

    /** Does something short after some time, unless the server has stopped by then. */
    void after(Duration time, Runnable work) {
        try {
            clock.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            work.run();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "relay-clock");
        thread.setDaemon(true);
        return thread;
    }

    private final class Endpoint extends JettyWebSocketServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void configure(JettyWebSocketServletFactory factory) {
            factory.setIdleTimeout(DEAD_AFTER);
            factory.setCreator(JavalinRelay.this::accept);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
                response.setHeader("Upgrade", "websocket");
                answer(
                        response,
                        UPGRADE_REQUIRED,
                        "upgrade_required",
                        "Gateway clients connect here, with a WebSocket");
            } else if (places.tryAcquire()) {
                super.service(request, response);
                if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                    places.release();
                }
            } else {
                answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "unavailable", "Too many connections");
            }
        }

        private static void answer(HttpServletResponse response, int status, String code, String text)
                throws IOException {
            response.setStatus(status);
            response.setContentType("application/json");
            response.getWriter().write("{\"error\":\"" + text + "\",\"code\":\"" + code + "\"}");
        }
    }
}
