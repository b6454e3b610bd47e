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
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.io.TempDir;

/** The servlet in an embedded Tomcat. */
class TomcatRelayTest extends RelayContract {

    @TempDir
    static Path work;

    @Override
    protected Mounted mount(GatewayRelay relay, MountRules rules) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(work.resolve(UUID.randomUUID().toString()).toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        Tomcat.addServlet(context, "relay", new RelayServlet(relay, rules.mostSockets()))
                .setAsyncSupported(true);
        context.addServletMappingDecoded("/gateway", "relay");
        FilterDef door = new FilterDef();
        door.setFilterName("door");
        door.setFilter(
                new ServletDoor(Door.of(rules.guard(), SecurityHeaders.standard(), new Tokens(new SecureRandom()))));
        door.setAsyncSupported("true");
        context.addFilterDef(door);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("door");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        tomcat.start();
        return new Running(tomcat);
    }

    private record Running(Tomcat tomcat) implements Mounted {
        @Override
        public URI address() {
            return URI.create("ws://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/gateway");
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
}
