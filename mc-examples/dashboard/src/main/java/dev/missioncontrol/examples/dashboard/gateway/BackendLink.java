package dev.missioncontrol.examples.dashboard.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.gateway.ClientProfile;
import dev.missioncontrol.gateway.CloseReason;
import dev.missioncontrol.gateway.Credential;
import dev.missioncontrol.gateway.GatewayClient;
import dev.missioncontrol.gateway.GatewayState;
import dev.missioncontrol.gateway.spi.GatewayListener;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.GatewayTransport;
import dev.missioncontrol.trust.BackendObservation;
import dev.missioncontrol.trust.BackendTrust;
import dev.missioncontrol.trust.Pairing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The backend's one control connection. It asks the gateway to pair, keeps the device token, and tells
 * {@link BackendTrust} what it learns: that is how a pairing that lives at the gateway comes to count here.
 *
 * <p>When the gateway withdraws the pairing the link stays down, over restarts too, until an admin asks again: logging
 * in with the shared token by itself would undo what the gateway's owner did.
 */
public final class BackendLink implements AutoCloseable {
    private static final Set<CloseReason> WITHDRAWN =
            Set.of(CloseReason.DEVICE_TOKEN_REFUSED, CloseReason.AUTHORITY_WITHDRAWN);

    private final GatewayPlace place;
    private final DeviceIdentity identity;
    private final GatewayTokenStore tokens;
    private final GatewayTransport transport;
    private final BackendTrust trust;
    private final ClientProfile profile;
    private final Duration askAgain;
    private final Approver approver = new Approver();
    private final AtomicReference<@Nullable GatewayClient> client = new AtomicReference<>();

    /** Not connected yet. */
    public BackendLink(
            GatewayPlace place,
            DeviceIdentity identity,
            GatewayTokenStore tokens,
            GatewayTransport transport,
            BackendTrust trust,
            ClientProfile profile,
            Duration askAgain) {
        this.place = place;
        this.identity = identity;
        this.tokens = tokens;
        this.transport = transport;
        this.trust = trust;
        this.profile = profile;
        this.askAgain = askAgain;
    }

    /** Starts connecting, unless the gateway has withdrawn the pairing. Returns at once. */
    public void start() {
        if (!(trust.pairing() instanceof Pairing.Revoked)) {
            connect();
        }
    }

    /** Drops what is left of a withdrawn pairing and asks the gateway for a new one: an admin's decision. */
    public void pairAgain() {
        tokens.forget(GatewayTokenStore.nameOf(place.endpoint()), identity.id(), ClientRole.OPERATOR);
        connect();
    }

    /** Where the control connection stands. */
    public GatewayState state() {
        GatewayClient now = client.get();
        return now == null ? new GatewayState.Idle() : now.state();
    }

    /** Who approved the pairing, as the gateway tells it. */
    public String approvedBy() {
        return approver.name();
    }

    /** What the gateway's owner types to approve what waits there. */
    public Optional<String> approveCommand() {
        return state() instanceof GatewayState.WaitingForApproval waiting
                ? Optional.of(place.approveCommand(waiting.requestId()))
                : Optional.empty();
    }

    /** The gateway's address, for people. */
    public String address() {
        return place.endpoint().toString();
    }

    @Override
    public void close() {
        replace(null);
    }

    private void connect() {
        GatewayClient next = GatewayClient.builder(place.endpoint(), identity)
                .profile(profile)
                .access(Access.fullOperator())
                .credential(new Credential.SharedToken(place.sharedToken()))
                .tokens(tokens)
                .transport(transport)
                .approvalInterval(askAgain)
                .restartSpread(Duration.ofSeconds(2))
                .listener(new GatewayListener() {
                    @Override
                    public void onState(GatewayState from, GatewayState to) {
                        observeUntilTaken(to);
                    }
                })
                .build();
        replace(next);
        next.start();
    }

    private void replace(@Nullable GatewayClient next) {
        GatewayClient before = client.getAndSet(next);
        if (before != null) {
            before.close();
        }
    }

    /** What the store could not take now is told again as long as it is still so; the client logs what went wrong. */
    private void observeUntilTaken(GatewayState state) {
        try {
            observe(state);
        } catch (StoreException lost) {
            CompletableFuture.delayedExecutor(askAgain.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> observeAgain(state));
            throw lost;
        }
    }

    private void observeAgain(GatewayState state) {
        if (state().equals(state)) {
            observeUntilTaken(state);
        }
    }

    private void observe(GatewayState state) {
        if (state instanceof GatewayState.Ready ready) {
            trust.observe(new BackendObservation.Confirmed(identity.id(), ready.access()));
            GatewayClient now = client.get();
            if (now != null) {
                approver.ask(now.devices(), identity.id());
            }
        } else if (state instanceof GatewayState.WaitingForApproval waiting) {
            trust.observe(new BackendObservation.Waiting(waiting.requestId(), identity.id(), Access.fullOperator()));
        } else if (state instanceof GatewayState.Closed closed && WITHDRAWN.contains(closed.because())) {
            trust.observe(new BackendObservation.Withdrawn(closed.because().name()));
        }
    }
}
