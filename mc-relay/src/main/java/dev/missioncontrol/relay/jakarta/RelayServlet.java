package dev.missioncontrol.relay.jakarta;

import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.relay.GatewayRelay;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

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
    private static final Duration UPGRADE_PATIENCE = Duration.ofSeconds(30);
    private static final int SWITCHING = HttpServletResponse.SC_SWITCHING_PROTOCOLS;
    private static final int UPGRADE_REQUIRED = 426;

    private final transient GatewayRelay relay;
    private final transient Clients clients;

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
        this.clients = new Clients(mostConnections);
    }

    @Override
    public void init() {
        clients.begin();
    }

    @Override
    public void destroy() {
        clients.end();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RequestFacts upgrade = ServletDoor.passage(request).facts();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            answer(response, UPGRADE_REQUIRED, "upgrade_required", "Gateway clients connect here, with a WebSocket");
        } else if (clients.enter()) {
            upgrade(request, response, new RelayEndpoint(connection -> relay.open(connection, upgrade), clients));
        } else {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "unavailable", "Too many connections");
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, RelayEndpoint endpoint)
            throws ServletException, IOException {
        try {
            container()
                    .upgradeHttpToWebSocket(
                            request,
                            response,
                            ServerEndpointConfig.Builder.create(Endpoint.class, "/")
                                    .configurator(new OneEndpoint(endpoint))
                                    .build(),
                            Map.of());
        } catch (DeploymentException refused) {
            throw new ServletException(refused);
        } finally {
            endpoint.awaitOpening(response.getStatus() == SWITCHING ? UPGRADE_PATIENCE : Duration.ZERO);
        }
    }

    private ServerContainer container() throws ServletException {
        if (getServletContext().getAttribute(CONTAINER) instanceof ServerContainer container) {
            return container;
        }
        throw new ServletException("the container offers no Jakarta WebSocket");
    }

    private static void answer(HttpServletResponse response, int status, String code, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getWriter().write("{\"error\":\"" + text + "\",\"code\":\"" + code + "\"}");
    }
}
