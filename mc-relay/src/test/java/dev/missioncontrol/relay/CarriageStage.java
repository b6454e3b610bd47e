package dev.missioncontrol.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.CredentialRef;
import dev.missioncontrol.core.identity.Role;
import dev.missioncontrol.core.identity.SignIn;
import dev.missioncontrol.core.identity.Subject;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.net.Scheme;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.life.Timings;
import dev.missioncontrol.trust.RevocationFeed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** One connection between a client and a gateway that are both in memory. */
abstract class CarriageStage {

    static final URI ADDRESS = URI.create("ws://127.0.0.1:1");
    static final Subject.Authenticated OLGA =
            new Subject.Authenticated(new UserId("olga"), Role.OPERATOR, SignIn.API_KEY, Access.fullOperator());

    final MemoryGateway gateway = new MemoryGateway();
    final MemoryConnection client = new MemoryConnection();
    final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
    final RevocationFeed feed = RevocationFeed.follow(unit, Duration.ofSeconds(15));
    final AtomicBoolean holds = new AtomicBoolean(true);
    final AtomicBoolean storeLost = new AtomicBoolean();
    final AtomicBoolean signInBroken = new AtomicBoolean();
    final CountDownLatch identify = new CountDownLatch(1);
    GatewayRelay relay = relay(Timings.standard());

    @AfterEach
    void stop() {
        relay.close();
        feed.close();
        gateway.close();
    }

    RelayInlet connected(Timings timings) throws Exception {
        relay.close();
        relay = relay(timings);
        identify.countDown();
        RelayInlet inlet = relay.open(client, upgrade());
        client.next();
        send(
                inlet,
                RelayWorld.connect("operator.read", "operator.write", "operator.questions")
                        .toString());
        JsonNode hello = client.next();
        assertThat(hello.path("ok").asBoolean()).as(hello.toString()).isTrue();
        gateway.reading.await(true);
        return inlet;
    }

    GatewayRelay relay(Timings timings) {
        return PairedBackend.at(ADDRESS, gateway, unit, new Olga())
                .audit(new AuditLog(new Failing(), unit))
                .revocations(feed)
                .timings(timings)
                .build();
    }

    static RequestFacts upgrade() {
        return new RequestFacts(
                "GET",
                "/gateway",
                Headers.empty(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_711),
                Scheme.HTTP,
                Set.of());
    }

    static void send(RelayInlet inlet, String frame) {
        inlet.onText(utf8(frame), Part.ENDS);
    }

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    final class Olga implements Callers {
        @Override
        public Identification identify(RequestFacts upgrade, Optional<Secret> connectToken) {
            try {
                identify.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (signInBroken.get()) {
                throw new NoClassDefFoundError("a jar is missing");
            }
            return new Identification.Known(new Caller(OLGA, new CredentialRef.OfKey("k"), null));
        }

        @Override
        public boolean stillHolds(Caller caller) {
            return holds.get();
        }
    }

    final class Failing implements UnitOfWork {
        @Override
        public <R> R commit(Function<Tx, R> work) {
            if (storeLost.get()) {
                throw new StoreException("disk full");
            }
            return unit.commit(work);
        }
    }
}
