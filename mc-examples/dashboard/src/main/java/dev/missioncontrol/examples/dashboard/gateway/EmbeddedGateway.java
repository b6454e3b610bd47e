package dev.missioncontrol.examples.dashboard.gateway;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.fakegateway.FakeGateway;
import dev.missioncontrol.fakegateway.FakeGatewayBuilder;
import dev.missioncontrol.fakegateway.LocalPairing;
import dev.missioncontrol.fakegateway.ServedSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The demo's own gateway, for those who have none at hand. It approves nobody by itself, so that pairing is the same
 * real step as at any gateway. Its address and shared token are in the data folder, where the command that
 * approves finds them.
 */
public final class EmbeddedGateway implements GatewayPlace {
    /** Where the data folder is unless somebody says otherwise. */
    public static final Path STANDARD_DATA = Path.of(".mc", "demo");

    private static final String TOKEN = "token";
    private static final String ADDRESS = "address";
    private static final String STATE = "state.json";

    private final FakeGateway gateway;
    private final Path data;

    private EmbeddedGateway(FakeGateway gateway, Path data) {
        this.gateway = gateway;
        this.data = data;
    }

    /** Starts it, on the port it had the last time if that is free, with all it remembers. */
    public static EmbeddedGateway start(DataFolder data, InstantSource clock, SecureRandom random) {
        DataFolder folder = folderIn(data);
        if (!folder.has(TOKEN)) {
            folder.write(TOKEN, new Tokens(random).base64Url().reveal());
        }
        FakeGatewayBuilder builder = FakeGateway.builder()
                .sharedToken(tokenIn(data))
                .localPairing(LocalPairing.MANUAL)
                .stateFile(folder.file(STATE))
                .clock(clock)
                .random(random);
        conversations(builder, clock.instant());
        FakeGateway gateway = builder.port(formerPort(folder)).start();
        folder.write(ADDRESS, gateway.url().toString());
        return new EmbeddedGateway(gateway, data.root());
    }

    /** The address of the gateway that runs, or ran last, over this data folder. */
    public static URI addressIn(DataFolder data) {
        return URI.create(folderIn(data).read(ADDRESS));
    }

    /** The shared token of the gateway over this data folder. */
    public static Secret tokenIn(DataFolder data) {
        return Secret.of(folderIn(data).read(TOKEN));
    }

    @Override
    public URI endpoint() {
        return gateway.url();
    }

    @Override
    public Secret sharedToken() {
        return gateway.sharedToken();
    }

    @Override
    public String approveCommand(String requestId) {
        return "./mc gateway approve " + requestId + (data.equals(STANDARD_DATA) ? "" : " --data " + data);
    }

    /** The gateway itself, for those who want to look at its side. */
    public FakeGateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.close();
    }

    private static DataFolder folderIn(DataFolder data) {
        return data.folder("gateway");
    }

    /** The port it had the last time, or 0 for any if that is taken. */
    private static int formerPort(DataFolder folder) {
        int former = folder.has(ADDRESS) ? URI.create(folder.read(ADDRESS)).getPort() : 0;
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), former));
            return former;
        } catch (IOException taken) {
            return 0;
        }
    }

    private static void conversations(FakeGatewayBuilder builder, Instant now) {
        builder.session(new ServedSession("agent:main:main", "Main conversation", now.minus(Duration.ofMinutes(4))))
                .session(new ServedSession("agent:main:release-notes", "Release notes", now.minus(Duration.ofHours(2))))
                .session(new ServedSession("agent:ops:nightly", "Nightly report", now.minus(Duration.ofHours(9))));
    }
}
