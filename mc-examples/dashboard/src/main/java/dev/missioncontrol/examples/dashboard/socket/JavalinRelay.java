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
import java.util.concurrent.ScheduledExecutorService;
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
    private static final int UPGRADE_REQUIRED = 426;
    private static final String HINT =
            "{\"error\":\"Gateway clients connect here, with a WebSocket\",\"code\":\"upgrade_required\"}";

    private final GatewayRelay relay;
    private final Function<HttpServletRequest, RequestFacts> facts;
    private final Set<RelaySocket> sockets = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor(JavalinRelay::thread);

    /** Over the relay; {@code facts} reads an upgrade request. */
    public JavalinRelay(GatewayRelay relay, Function<HttpServletRequest, RequestFacts> facts) {
        this.relay = relay;
        this.facts = facts;
    }

    /** Puts the relay at {@code path}. What guards the server's other paths guards this one too. */
    public void mount(JavalinConfig config, String path) {
        config.jetty.modifyServletContextHandler(
                context -> context.addServlet(new ServletHolder(new Endpoint()), path));
        pings.scheduleAtFixedRate(
                () -> sockets.forEach(RelaySocket::ping),
                PING_EVERY.toSeconds(),
                PING_EVERY.toSeconds(),
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        pings.shutdownNow();
    }

    private RelaySocket accept(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        response.setExtensions(List.of());
        RequestFacts upgrade = facts.apply(request.getHttpServletRequest());
        return new RelaySocket(socket -> relay.open(socket, upgrade), sockets);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "relay-pings");
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
            if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
                super.service(request, response);
                return;
            }
            response.setStatus(UPGRADE_REQUIRED);
            response.setHeader("Upgrade", "websocket");
            response.setContentType("application/json");
            response.getWriter().write(HINT);
        }
    }
}
