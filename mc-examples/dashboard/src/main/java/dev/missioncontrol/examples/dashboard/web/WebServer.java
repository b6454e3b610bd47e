package dev.missioncontrol.examples.dashboard.web;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.examples.dashboard.socket.JavalinRelay;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.staticfiles.Location;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.jspecify.annotations.Nullable;

/** The web server, on 127.0.0.1 alone: the door, the page, the routes, and the relay at {@code /gateway}. */
public final class WebServer implements AutoCloseable {
    /** How many bytes the body of a request may have. */
    public static final long LONGEST_BODY = 64 * 1024;

    private static final String HOST = "127.0.0.1";

    private final Door door;
    private final JavalinRelay relay;
    private final List<Consumer<RoutesConfig>> routes;
    private @Nullable Javalin server;

    /** With these parts; nothing runs yet. */
    public WebServer(Door door, JavalinRelay relay, List<Consumer<RoutesConfig>> routes) {
        this.door = door;
        this.relay = relay;
        this.routes = List.copyOf(routes);
    }

    /** Starts to serve on a port, 0 for a free one. */
    public void start(int port) {
        server = Javalin.create(this::configure).start(HOST, port);
    }

    /** The port it serves on. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.port();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
    }

    /** Before any route, file or upgrade. */
    private void mountDoor(JavalinConfig config) {
        FilterHolder filter = new FilterHolder(new ServletDoor(door));
        filter.setAsyncSupported(true);
        config.jetty.modifyServletContextHandler(
                context -> context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)));
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LONGEST_BODY;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.staticFiles.add("/public", Location.CLASSPATH);
        mountDoor(config);
        relay.mount(config, "/gateway");
        HealthRoutes.mount(config.routes);
        routes.forEach(mount -> mount.accept(config.routes));
        Answers.mountFailures(config.routes);
    }
}
