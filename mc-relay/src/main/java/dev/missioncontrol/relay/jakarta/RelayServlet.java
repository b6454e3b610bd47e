package dev.missioncontrol.relay.jakarta;

import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.GatewayRelay;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The relay as a servlet: map it to the path gateway clients connect to, behind a {@link ServletDoor}, with asynchronous
 * support.
 *
 * <p>It upgrades by {@code ServerContainer.upgradeHttpToWebSocket}, so the container must offer Jakarta WebSocket 2.1 or
 * newer. Extensions such as compression are not negotiated. That API cannot be told to read no further, so while the
 * relay pauses a client, the container's thread waits, for at most half a minute; and it sends pieces of a message only
 * by waiting, so that a client being sent to holds one thread of this servlet's own. Both are bounded by the number of
 * connections.
 */
@SuppressWarnings("exports") // transitive would ask every user of this module for the servlet API
public final class RelayServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";
    private static final int STANDARD_CONNECTIONS = 1_000;
    private static final int UPGRADE_REQUIRED = 426;
    private static final Duration PING_EVERY = Duration.ofSeconds(25);

    private final transient GatewayRelay relay;
    private final int mostConnections;
    private final transient Set<RelayEndpoint> open = ConcurrentHashMap.newKeySet();
    private final transient ThreadPoolExecutor senders;
    private final transient ScheduledExecutorService pings =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "relay-pings"));

    /** For at most a thousand connections at once. */
    public RelayServlet(GatewayRelay relay) {
        this(relay, STANDARD_CONNECTIONS);
    }

    /**
     * For so many connections at once.
     *
     * @throws IllegalArgumentException if there is room for none
     */
    public RelayServlet(GatewayRelay relay, int mostConnections) {
        if (mostConnections < 1) {
            throw new IllegalArgumentException("at least one connection must find room");
        }
        this.relay = Objects.requireNonNull(relay, "relay");
        this.mostConnections = mostConnections;
        this.senders = new ThreadPoolExecutor(
                0,
                2 * mostConnections,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> daemon(work, "relay-sender"));
    }

    @Override
    public void init() {
        pings.scheduleAtFixedRate(
                () -> open.forEach(RelayEndpoint::ping),
                PING_EVERY.toSeconds(),
                PING_EVERY.toSeconds(),
                TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        pings.shutdownNow();
        senders.shutdown();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RequestFacts upgrade = ServletDoor.passage(request).facts();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            answer(response, UPGRADE_REQUIRED, "upgrade_required", "Gateway clients connect here, with a WebSocket");
        } else if (open.size() >= mostConnections) {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "unavailable", "Too many connections");
        } else {
            upgrade(request, response, upgrade);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, RequestFacts facts)
            throws ServletException, IOException {
        if (!(getServletContext().getAttribute(CONTAINER) instanceof ServerContainer container)) {
            throw new ServletException("the container offers no Jakarta WebSocket");
        }
        RelayEndpoint endpoint = new RelayEndpoint(connection -> relay.open(connection, facts), open, senders);
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(RelayEndpoint.class, "/")
                .configurator(new OneEndpoint(endpoint))
                .build();
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException refused) {
            throw new ServletException(refused);
        }
    }

    private static void answer(HttpServletResponse response, int status, String code, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getWriter().write("{\"error\":\"" + text + "\",\"code\":\"" + code + "\"}");
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
