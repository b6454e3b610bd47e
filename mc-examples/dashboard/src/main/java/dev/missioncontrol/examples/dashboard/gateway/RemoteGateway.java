package dev.missioncontrol.examples.dashboard.gateway;

import dev.missioncontrol.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A gateway that runs by itself. */
public record RemoteGateway(URI endpoint, Secret sharedToken) implements GatewayPlace {

    /**
     * The gateway at this address, whose shared token is in a file.
     *
     * @throws IllegalArgumentException if the file is empty
     */
    public static RemoteGateway of(URI endpoint, Path tokenFile) throws IOException {
        String token = Files.readString(tokenFile).strip();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the token file is empty: " + tokenFile);
        }
        return new RemoteGateway(endpoint, Secret.of(token));
    }

    @Override
    public String approveCommand(String requestId) {
        return "openclaw devices approve " + requestId;
    }

    @Override
    public void close() {}
}
