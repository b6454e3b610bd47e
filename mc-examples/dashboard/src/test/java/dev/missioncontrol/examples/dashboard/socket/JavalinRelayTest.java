package dev.missioncontrol.examples.dashboard.socket;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.SecurityHeaders;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.testkit.relay.MountRules;
import dev.missioncontrol.testkit.relay.Mounted;
import dev.missioncontrol.testkit.relay.RelayContract;
import io.javalin.Javalin;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.security.SecureRandom;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;

/** The relay in Javalin, on Jetty's own sockets. */
class JavalinRelayTest extends RelayContract {

    @Override
    protected Mounted mount(GatewayRelay relay, MountRules rules) {
        JavalinRelay socket =
                new JavalinRelay(relay, request -> ServletDoor.passage(request).facts(), rules.mostSockets());
        Door door = Door.of(rules.guard(), SecurityHeaders.standard(), new Tokens(new SecureRandom()));
        Javalin server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    FilterHolder filter = new FilterHolder(new ServletDoor(door));
                    filter.setAsyncSupported(true);
                    config.jetty.modifyServletContextHandler(
                            context -> context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)));
                    socket.mount(config, "/gateway");
                })
                .start("127.0.0.1", 0);
        return new Mounted() {
            @Override
            public URI address() {
                return URI.create("ws://127.0.0.1:" + server.port() + "/gateway");
            }

            @Override
            public void close() {
                server.stop();
                socket.close();
            }
        };
    }
}
