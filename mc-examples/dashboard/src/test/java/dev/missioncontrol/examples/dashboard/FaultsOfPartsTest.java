package dev.missioncontrol.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.auth.Actor;
import dev.missioncontrol.auth.InMemoryUserStore;
import dev.missioncontrol.auth.Source;
import dev.missioncontrol.auth.apikey.ApiKey;
import dev.missioncontrol.auth.apikey.ApiKeys;
import dev.missioncontrol.auth.apikey.InMemoryApiKeyStore;
import dev.missioncontrol.auth.apikey.KeyFault;
import dev.missioncontrol.auth.apikey.KeyVerdict;
import dev.missioncontrol.auth.webhook.InMemorySeenWebhooks;
import dev.missioncontrol.auth.webhook.OutboundRule;
import dev.missioncontrol.auth.webhook.WebhookSecret;
import dev.missioncontrol.auth.webhook.WebhookSigner;
import dev.missioncontrol.auth.webhook.WebhookVerdict;
import dev.missioncontrol.auth.webhook.WebhookVerifier;
import dev.missioncontrol.core.audit.AuditAction;
import dev.missioncontrol.core.audit.AuditCheckpoint;
import dev.missioncontrol.core.audit.AuditEvent;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.audit.archive.AuditArchive;
import dev.missioncontrol.core.audit.archive.AuditRetention;
import dev.missioncontrol.core.audit.archive.FileAuditSignerStore;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Cidr;
import dev.missioncontrol.core.net.HostAllowlist;
import dev.missioncontrol.core.net.IpLiteral;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those of the {@linkplain EighteenFaultsTest eighteen faults} that need no server: the part that had them is asked. */
class FaultsOfPartsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    private final SecureRandom random = new SecureRandom();
    private final Tokens tokens = new Tokens(random);
    private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(CLOCK);
    private final InMemoryUserStore users = new InMemoryUserStore(unit);

    @Test
    void fault05_outbound_whenAnAddressMeansThisMachine_isNoTarget() {
        for (String address :
                List.of("::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1")) {
            assertThat(OutboundRule.permits(IpLiteral.parse(address).orElseThrow()))
                    .as(address)
                    .isFalse();
        }
    }

    @Test
    void fault08_hostPattern_whenNamesAreDressedUp_matchesOnlyWhatItSays() {
        HostAllowlist hundred = HostAllowlist.of("100.*");
        HostAllowlist below = HostAllowlist.of("*.example.com");

        assertThat(hundred.permits(Scheme.HTTPS, "100.64.0.1")).isTrue();
        assertThat(hundred.permits(Scheme.HTTPS, "100.evil.com")).isFalse();
        assertThat(below.permits(Scheme.HTTPS, "a.example.com")).isTrue();
        for (String host :
                List.of("evil.com#.example.com", "user@a.example.com", "a/b.example.com", "\u212A.example.com")) {
            assertThat(below.permits(Scheme.HTTPS, host)).as(host).isFalse();
        }
        assertThat(HostAllowlist.of("[2001:db8::1]").permits(Scheme.HTTPS, "[2001:db8::2]"))
                .isFalse();
    }

    @Test
    void fault09_key_whenItHasNoScopes_hasNoRights() {
        InMemoryApiKeyStore store = new InMemoryApiKeyStore(unit);
        ApiKeys keys = new ApiKeys(unit, store, users, tokens, CLOCK);
        Secret text = Secret.of(ApiKeys.PREFIX + "0".repeat(48));
        ApiKey bare = new ApiKey("k", "bare", new UserId("root"), Set.of(), CLOCK.instant(), null, null, null);
        unit.commit(tx -> {
            store.insert(tx, bare, Digest.of(text));
            return bare;
        });

        Source source = new Source(Cidr.of("192.0.2.7").network(), "");
        assertThat(keys.verify(text, source)).isEqualTo(new KeyVerdict.Refused(KeyFault.NO_SCOPES));
    }

    @Test
    void fault13_checkpoint_whenSignedByTheForgersOwnKey_isNotBelieved() {
        AuditSigner ours = AuditSigner.generate(random);
        AuditSigner forger = AuditSigner.generate(random);
        Digest head = Digest.of(Secret.of("head"));
        AuditCheckpoint forged =
                AuditCheckpoint.sign(forger, AuditCheckpoint.Kind.SEGMENT, 7, head, 7, CLOCK.instant());

        assertThat(forged.isSignedBy(forger.key())).isTrue();
        assertThat(forged.isSignedBy(ours.key())).isFalse();
    }

    @Test
    void fault16_webhook_whenItComesAgainOrItsSecretIsShort_isRefused() {
        WebhookSecret secret = WebhookSecret.fresh(tokens);
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Headers headers = Headers.empty();
        for (Map.Entry<String, String> field :
                new WebhookSigner(List.of(secret), CLOCK).headers("m1", body).entrySet()) {
            headers = headers.with(field.getKey(), field.getValue());
        }
        WebhookVerifier verifier = new WebhookVerifier(List.of(secret), new InMemorySeenWebhooks(), CLOCK);

        assertThat(verifier.verify(headers, body)).isEqualTo(new WebhookVerdict.Accepted("m1"));
        assertThat(verifier.verify(headers, body)).isEqualTo(new WebhookVerdict.Refused(WebhookVerdict.Fault.REPLAYED));
        assertThatThrownBy(() -> WebhookSecret.of(Secret.of("whsec_c2hvcnQ=")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(secret).hasToString("WebhookSecret[***]");
    }

    @Test
    void fault18_retention_isWhatWasSet_andNeverLessThanAMonth(@TempDir Path folder) {
        AuditArchive archive = new AuditArchive(folder);
        FileAuditSignerStore signers = new FileAuditSignerStore(folder.resolve("signers"), random);
        InMemoryUnitOfWork log = new InMemoryUnitOfWork(CLOCK);
        log.commit(
                tx -> tx.record(AuditEvent.of(AuditAction.LOGIN, Actor.system().name(), "")));

        assertThat(AuditRetention.DEFAULT).isEqualTo(Duration.ofDays(365));
        assertThatThrownBy(() -> new AuditRetention(log, log, archive, signers, CLOCK, Duration.ofDays(29)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 days");
        assertThat(new AuditRetention(log, log, archive, signers, CLOCK, Duration.ofDays(30)).drop("(system)"))
                .as("nothing goes before it was exported")
                .hasToString("NothingOld[]");
        assertThat(log.latest()).isEqualTo(1);
    }
}
