package dev.missioncontrol.auth.internal.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys a provider signs with: kept for an hour, and read again for a key nobody knows, at most once a minute.
 *
 * <p>Keys come from the address in the provider's metadata alone; what a token says about keys is a name to look up.
 */
final class ProviderKeys {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private record Snapshot(JWKSet keys, Instant at) {}

    private final ProviderHttp http;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Snapshot> latest = new AtomicReference<>();

    ProviderKeys(ProviderHttp http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /** The keys that could have made a signature with this header; possibly none. */
    List<JWK> candidates(JWSHeader header, URI address) throws ProviderException {
        Instant now = clock.instant();
        Snapshot known = latest.get();
        if (known == null || isOlder(known, LIFE, now)) {
            return select(header, fetch(address, now));
        }
        List<JWK> found = select(header, known);
        return found.isEmpty() && isOlder(known, BETWEEN, now) ? select(header, fetch(address, now)) : found;
    }

    private Snapshot fetch(URI address, Instant now) throws ProviderException {
        ProviderHttp.Answer answer = http.get(address);
        if (answer.status() != 200) {
            throw new ProviderException("the keys cannot be read");
        }
        try {
            Snapshot fresh = new Snapshot(JWKSet.parse(answer.body()), now);
            latest.set(fresh);
            return fresh;
        } catch (ParseException malformed) {
            throw new ProviderException("the keys cannot be read", malformed);
        }
    }

    private static boolean isOlder(Snapshot snapshot, Duration age, Instant now) {
        return now.isBefore(snapshot.at()) || !now.isBefore(snapshot.at().plus(age));
    }

    private static List<JWK> select(JWSHeader header, Snapshot snapshot) {
        return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(snapshot.keys());
    }
}
