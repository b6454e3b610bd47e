package dev.missioncontrol.examples.dashboard;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.LimitedBody;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.testkit.http.BlindSpot;
import dev.missioncontrol.testkit.http.DoorContract;
import dev.missioncontrol.testkit.http.DoorUnderTest;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;

/** The servlet filter in Javalin's Jetty. */
class JettyDoorTest extends DoorContract {

    @Override
    protected Set<BlindSpot> blindSpots() {
        return Set.of(BlindSpot.ABSOLUTE_FORM);
    }

    @Override
    protected DoorUnderTest open(Door door) {
        Javalin server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    FilterHolder filter = new FilterHolder(new ServletDoor(door));
                    filter.setAsyncSupported(true);
                    config.jetty.modifyServletContextHandler(
                            context -> context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST)));
                    mount(config.routes);
                })
                .start("127.0.0.1", 0);
        return new DoorUnderTest() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.stop();
            }
        };
    }

    private static void mount(RoutesConfig routes) {
        routes.get("/broken", context -> {
            throw new IllegalStateException("inner matters");
        });
        routes.exception(
                LimitedBody.TooLarge.class,
                (tooLarge, context) -> context.status(413).result("{\"code\":\"too_large\"}"));
        routes.get("/missing", context -> context.status(404));
        routes.post("/read", JettyDoorTest::read);
        routes.get("/*", JettyDoorTest::page);
    }

    private static void read(Context context) throws IOException {
        context.result("READ " + context.req().getInputStream().readAllBytes().length);
    }

    private static void page(Context context) {
        Passage passage = ServletDoor.passage(context.req());
        context.result("PAGE " + passage.nonce() + " " + passage.address().host());
    }
}
