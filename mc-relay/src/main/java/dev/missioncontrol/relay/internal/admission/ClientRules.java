package dev.missioncontrol.relay.internal.admission;

import dev.missioncontrol.relay.internal.wire.ConnectFrame;
import java.util.Optional;
import java.util.Set;

/** What the gateway knows about client programs: their names, modes and protocol versions (OpenClaw 2026.9.6). */
public final class ClientRules {
    static final int PROTOCOL = 4;
    static final int LOWEST_PROBE = 3;

    private static final Set<String> IDS = Set.of(
            "cli",
            "gateway-client",
            "openclaw-control-ui",
            "openclaw-tui",
            "openclaw-browser-copilot",
            "webchat",
            "webchat-ui",
            "openclaw-macos",
            "openclaw-linux",
            "openclaw-ios",
            "openclaw-watchos",
            "openclaw-android",
            "node-host",
            "openclaw-probe",
            "test",
            "fingerprint");
    private static final Set<String> MODES = Set.of("cli", "backend", "ui", "webchat", "node", "probe", "test");
    private static final Set<String> OPERATOR_UI = Set.of("openclaw-control-ui", "openclaw-tui");
    private static final Set<String> BROWSER_UI = Set.of("openclaw-control-ui", "openclaw-browser-copilot");

    private ClientRules() {}

    static Optional<Refusal> objection(ConnectFrame connect) {
        ConnectFrame.Client client = connect.client();
        if (!IDS.contains(client.id()) || !MODES.contains(client.mode())) {
            return Optional.of(Refusals.malformed("invalid connect params: at /client: unknown id or mode"));
        }
        if (!speaks(connect)) {
            return Optional.of(Refusals.protocol(connect));
        }
        if (connect.role().equals("node")
                || client.mode().equals("node")
                || client.id().equals("node-host")) {
            return Optional.of(Refusals.node());
        }
        return connect.role().equals("operator") ? Optional.empty() : Optional.of(Refusals.malformed("invalid role"));
    }

    /** Tells whether the gateway wants an {@code Origin} from this client. */
    public static boolean needsOrigin(ConnectFrame.Client client) {
        return BROWSER_UI.contains(client.id())
                || client.mode().equals("webchat")
                || client.id().equals("webchat-ui");
    }

    static boolean isOperatorUi(ConnectFrame connect) {
        return OPERATOR_UI.contains(connect.client().id());
    }

    private static boolean speaks(ConnectFrame connect) {
        boolean probe = connect.client().mode().equals("probe");
        int lowest = probe ? LOWEST_PROBE : PROTOCOL;
        return connect.minProtocol() <= PROTOCOL
                && connect.maxProtocol() >= lowest
                && connect.minProtocol() <= connect.maxProtocol();
    }
}
