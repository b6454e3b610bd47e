package dev.missioncontrol.relay.jakarta;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Hands out the endpoint of one upgrade, without extensions. Host and origin were judged by the door. */
final class OneEndpoint extends ServerEndpointConfig.Configurator {

    private final RelayEndpoint endpoint;

    OneEndpoint(RelayEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(endpoint);
    }

    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return "";
    }
}
