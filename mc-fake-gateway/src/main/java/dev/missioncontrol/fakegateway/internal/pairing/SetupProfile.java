package dev.missioncontrol.fakegateway.internal.pairing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a setup code is good for: which kind of client redeems it, and what it gets besides its node token. */
public enum SetupProfile {
    /** The default: a phone that may do everything. */
    FULL(
            "full",
            "full",
            "operator.admin",
            "operator.approvals",
            "operator.questions",
            "operator.read",
            "operator.talk.secrets",
            "operator.write"),
    /** A phone that does not administer. */
    LIMITED(
            "limited",
            "limited",
            "operator.approvals",
            "operator.questions",
            "operator.read",
            "operator.talk.secrets",
            "operator.write"),
    /** A node host. */
    NODE("node", "node"),
    /** A small device that listens and speaks. */
    VOICE_NODE("voice-node", "limited", "operator.read", "operator.talk");

    private final String wireName;
    private final String access;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> operatorScopes;

    SetupProfile(String wireName, String access, String... operatorScopes) {
        this.wireName = wireName;
        this.access = access;
        this.operatorScopes = List.of(operatorScopes);
    }

    /** The profile of this name in {@code bootstrapProfile}. */
    public static Optional<SetupProfile> named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.wireName.equals(name))
                .findFirst();
    }

    /** What answers and events call it. */
    public String access() {
        return access;
    }

    List<String> operatorScopes() {
        return operatorScopes;
    }

    /** Tells whether such a client redeems it. */
    public boolean fits(ClientTraits client) {
        boolean isSmall = client.platform().toLowerCase(Locale.ROOT).startsWith("esp32");
        return client.clientMode().equals("node")
                && switch (this) {
                    case FULL, LIMITED -> isPhone(client);
                    case NODE -> client.clientId().equals("node-host") && !isSmall;
                    case VOICE_NODE -> client.clientId().equals("node-host") && isSmall;
                };
    }

    private static boolean isPhone(ClientTraits client) {
        String platform = client.platform().toLowerCase(Locale.ROOT);
        return (client.clientId().equals("openclaw-android") && platform.startsWith("android"))
                || (client.clientId().equals("openclaw-ios") && platform.startsWith("ios"));
    }
}
