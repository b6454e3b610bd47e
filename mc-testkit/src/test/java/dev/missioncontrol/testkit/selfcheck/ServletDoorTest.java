package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.Passage;
import dev.missioncontrol.auth.http.servlet.ServletDoor;
import dev.missioncontrol.testkit.http.BlindSpot;
import dev.missioncontrol.testkit.http.DoorContract;
import dev.missioncontrol.testkit.http.DoorUnderTest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.io.TempDir;

/** The servlet filter in an embedded Tomcat. */
class ServletDoorTest extends DoorContract {

    @TempDir
    static Path work;

    @Override
    protected Set<BlindSpot> blindSpots() {
        return EnumSet.allOf(BlindSpot.class);
    }

    @Override
    protected DoorUnderTest open(Door door) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(work.resolve(UUID.randomUUID().toString()).toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "pages", new Pages());
        context.addServletMappingDecoded("/", "pages");
        FilterDef filter = new FilterDef();
        filter.setFilterName("door");
        filter.setFilter(new ServletDoor(door));
        filter.setAsyncSupported("true");
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("door");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        tomcat.start();
        return new Running(tomcat);
    }

    private record Running(Tomcat tomcat) implements DoorUnderTest {
        @Override
        public int port() {
            return tomcat.getConnector().getLocalPort();
        }

        @Override
        public void close() {
            try {
                tomcat.stop();
                tomcat.destroy();
            } catch (LifecycleException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Passage passage = ServletDoor.passage(request);
            switch (request.getRequestURI()) {
                case "/broken" -> throw new IllegalStateException("inner matters");
                case "/missing" -> response.sendError(404);
                case "/read" ->
                    response.getWriter()
                            .write("READ " + request.getInputStream().readAllBytes().length);
                default ->
                    response.getWriter()
                            .write("PAGE " + passage.nonce() + " "
                                    + passage.address().host());
            }
        }
    }
}
