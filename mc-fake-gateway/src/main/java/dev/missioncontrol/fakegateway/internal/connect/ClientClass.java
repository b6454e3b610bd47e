package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.fakegateway.internal.pairing.ClientTraits;
import java.util.Set;

/** The groups of clients that the gateway treats in their own way. Id and mode are self-declared and unchecked. */
public final class ClientClass {
    private static final Set<String> OPERATOR_UI = Set.of("openclaw-control-ui", "openclaw-tui");
    private static final Set<String> BROWSER_UI = Set.of("openclaw-control-ui", "openclaw-browser-copilot");

    private ClientClass() {}

    /** The Control UI and the terminal UI: never without a device. */
    static boolean isOperatorUi(ClientTraits client) {
        return OPERATOR_UI.contains(client.clientId());
    }

    /** Pages in a browser: never without an Origin. */
    static boolean isBrowser(ClientTraits client) {
        return BROWSER_UI.contains(client.clientId())
                || client.clientMode().equals("webchat")
                || client.clientId().equals("webchat-ui");
    }

    /** Clients for which an Origin does not stand against silent approval. */
    static boolean mayHaveOrigin(ClientTraits client) {
        return isBrowser(client) || isOperatorUi(client);
    }

    /** The helper that a backend on the same machine is: needs no device and no pairing. */
    public static boolean isReservedBackend(ClientTraits client) {
        return client.clientId().equals("gateway-client") && client.clientMode().equals("backend");
    }

    /** The command line on the same machine: needs no device. */
    public static boolean isReservedCli(ClientTraits client) {
        return client.clientId().equals("cli") && client.clientMode().equals("cli");
    }
}
