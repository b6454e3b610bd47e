package dev.missioncontrol.trust;

import static dev.missioncontrol.trust.Given.LAPTOP;
import static dev.missioncontrol.trust.Given.device;
import static dev.missioncontrol.trust.Given.loopback;
import static dev.missioncontrol.trust.Given.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.net.Peer;
import dev.missioncontrol.trust.TrustDecision.Denied;
import dev.missioncontrol.trust.TrustDecision.PairingRequired;
import dev.missioncontrol.trust.TrustDecision.Trusted;
import dev.missioncontrol.trust.spi.TrustPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who, on what, from where, with which history: the decision under each policy, one line for each scenario. */
class ScenariosTest {
    private static final Map<String, Subject> PEOPLE = Map.of(
            "nobody", Subject.anonymous(),
            "vera", person("vera", Role.VIEWER),
            "olga", person("olga", Role.OPERATOR),
            "root", person("root", Role.ADMIN),
            "ci",
                    new Subject.Authenticated(
                            new UserId("root"), Role.ADMIN, SignIn.API_KEY, Access.operator(Scope.READ)));
    private static final Map<String, Peer> PLACES = Map.of(
            "remote",
            Given.REMOTE,
            "near",
            new Peer.Direct(Cidr.of("127.0.0.1").network()),
            "proxied",
            new Peer.Proxied(
                    Cidr.of("127.0.0.1").network(),
                    Optional.of(Cidr.of("192.0.2.7").network())),
            "loopback",
            loopback());
    private static final Map<Character, Scope> SCOPES =
            Map.of('r', Scope.READ, 'w', Scope.WRITE, 'a', Scope.ADMIN, 'p', Scope.PAIRING);
    private static final List<TrustPolicy> POLICIES = List.of(
            TrustPolicies.perDevice(),
            TrustPolicies.perUser(Role.VIEWER),
            TrustPolicies.backendOwned(Role.VIEWER),
            TrustPolicies.loopbackAutoApprove(Access.operator(Scope.READ, Scope.WRITE, Scope.PAIRING)),
            TrustPolicies.allOf(TrustPolicies.backendOwned(Role.VIEWER), TrustPolicies.perDevice()));

    static Stream<String> scenarios() throws IOException {
        try (InputStream in = ScenariosTest.class.getResourceAsStream("scenarios.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_underEachPolicy_isDecidedAsWritten(String line) {
        String[] halves = line.split("\\|\\|", -1);
        List<String> facts = cells(halves[0]);
        List<String> decided = new ArrayList<>();
        for (TrustPolicy policy : POLICIES) {
            try (House house = new House(policy)) {
                record(house, facts.get(3));
                TrustRequest request = request(facts);
                TrustDecision preview = house.engine.preview(request);
                String shown = shown(house.engine.decide(request));
                assertThat(shown(preview)).as("preview and decision").isEqualTo(shown);
                decided.add(shown);
            }
        }
        assertThat(decided).isEqualTo(cells(halves[1]));
    }

    private static TrustRequest request(List<String> facts) {
        VerifiedDevice device = facts.get(1).equals("-") ? null : device(1);
        return new TrustRequest(
                Objects.requireNonNull(PEOPLE.get(facts.get(0))),
                device,
                device == null ? null : LAPTOP,
                Objects.requireNonNull(PLACES.get(facts.get(2))),
                access(facts.get(4)));
    }

    private static void record(House house, String history) {
        for (String entry : history.split(",", -1)) {
            String[] fact = entry.strip().split(":", -1);
            switch (fact[0]) {
                case "" -> {}
                case "backend" -> house.put(House.BACKEND, pairing(house, fact[1]));
                case "user" ->
                    List.of("vera", "olga", "root")
                            .forEach(name -> house.put(new Owner.User(new UserId(name)), pairing(house, fact[1])));
                case "dev" -> house.put(new Owner.Device(device(1).id()), pairing(house, fact[1]));
                default -> throw new AssertionError("unknown history: " + entry);
            }
        }
    }

    private static Pairing pairing(House house, String text) {
        var now = house.clock.instant();
        if (text.equals("revoked")) {
            return new Pairing.Revoked(now);
        }
        if (text.equals("forgotten")) {
            return new Pairing.Unpaired(new Tombstone(now, now, "root"));
        }
        String[] parts = text.split("@", -1);
        @Nullable UserId holder = parts.length < 2 || parts[1].equals("-") ? null : new UserId(parts[1]);
        return new Pairing.Paired(access(parts[0]), now, Set.of(new UserId("root")), holder, null);
    }

    private static Access access(String letters) {
        return new Access(
                ClientRole.OPERATOR,
                letters.chars()
                        .mapToObj(letter -> Objects.requireNonNull(SCOPES.get((char) letter)))
                        .collect(Collectors.toSet()));
    }

    private static String shown(TrustDecision decision) {
        if (decision instanceof Trusted trusted) {
            return "ok "
                    + Stream.of('r', 'w', 'a', 'p')
                            .filter(letter -> trusted.access().scopes().contains(SCOPES.get(letter)))
                            .map(String::valueOf)
                            .collect(Collectors.joining());
        }
        if (decision instanceof PairingRequired required) {
            PendingPairing first = required.pending().get(0);
            String owner = first.owner().getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return "ask " + owner + " " + first.reason().wireName();
        }
        return "no " + ((Denied) decision).reason();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|", -1)).map(String::strip).toList();
    }
}
