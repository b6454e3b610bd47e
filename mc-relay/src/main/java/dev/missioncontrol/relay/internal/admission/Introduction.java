package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.gateway.Credential;
import java.util.Map;

/** How the relay introduces itself to the gateway on behalf of one client. */
public sealed interface Introduction {

    /**
     * With these header fields and this credential, besides the proof of the backend's device.
     *
     * @param headers who the person is, for gateways that want to know
     */
    record Ready(Map<String, String> headers, Credential credential) implements Introduction {
        public Ready {
            headers = Map.copyOf(headers);
        }

        /** Leaves everything out. */
        @Override
        public String toString() {
            return "Ready[***]";
        }
    }

    /** Not now: the gateway has not given the backend a token yet. */
    record NoToken() implements Introduction {}

    /** Not at all: the gateway wants a person's name, and there is none to be sent. */
    record NoName() implements Introduction {}
}
