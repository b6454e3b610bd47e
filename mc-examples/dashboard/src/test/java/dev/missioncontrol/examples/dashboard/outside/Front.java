package dev.missioncontrol.examples.dashboard.outside;

import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.relay.front.ControlUiFront;
import dev.missioncontrol.relay.front.DeskSignIns;
import dev.missioncontrol.relay.front.GatewayPages;
import dev.missioncontrol.relay.netty.FrontServer;
import java.io.Closeable;
import java.net.URI;

/** The gateway's own Control UI, behind the sign-in of an installation. */
final class Front implements Closeable {
    private final FrontServer server;

    private Front(FrontServer server) {
        this.server = server;
    }

    static Front before(Installation backend) {
        ControlUiFront front = ControlUiFront.of(
                new DeskSignIns(backend.desk(), backend.authenticator()),
                GatewayPages.of(backend.upstream(), backend.engine()));
        RequestGuard guard = RequestGuard.of(HostAllowlist.ofCsv("127.0.0.1"));
        return new Front(FrontServer.builder(front, backend.relay(), guard, backend.tokens())
                .start());
    }

    /** One of its pages. */
    String page(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort()) + path;
    }

    @Override
    public void close() {
        server.close();
    }
}
