package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.jakarta.RelayServlet;
import dev.missioncontrol.testkit.relay.MountRules;
import dev.missioncontrol.testkit.relay.Mounted;
import dev.missioncontrol.testkit.relay.RelayContract;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;

/** The servlet in an embedded Jetty. */
class JettyRelayTest extends RelayContract {

    @Override
    protected Mounted mount(GatewayRelay relay, MountRules rules) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        FilterHolder door = new FilterHolder(
                new ServletDoor(Door.of(rules.guard(), SecurityHeaders.standard(), new Tokens(new SecureRandom()))));
        door.setAsyncSupported(true);
        context.addFilter(door, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new RelayServlet(relay, rules.mostSockets())), "/gateway");
        server.setHandler(context);
        server.start();
        return new Running(server);
    }

    private record Running(Server server) implements Mounted {
        @Override
        public URI address() {
            return URI.create("ws://127.0.0.1:" + server.getURI().getPort() + "/gateway");
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
