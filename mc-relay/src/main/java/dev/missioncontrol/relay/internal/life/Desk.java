package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.core.identity.Access;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.relay.RelayedClient;
import dev.missioncontrol.relay.internal.admission.Standing;
import dev.missioncontrol.relay.internal.desk.DeskCaller;
import dev.missioncontrol.relay.internal.desk.DeskCounter;
import dev.missioncontrol.relay.internal.desk.PairingWatch;
import dev.missioncontrol.relay.internal.wire.DeskReader;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our desk within the relay: carries requests to it and tells clients with {@code operator.pairing} what happens there.
 * Thread-safe; nothing here blocks.
 */
final class Desk {
    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private final RelayCore core;
    private final Collection<RelaySession> sessions;
    private final @Nullable DeskCounter counter;
    private final @Nullable PairingWatch watch;
    private final Rerun watching = new Rerun("mc-relay-pairings", this::look);

    /** Without a counter nothing is served, and nobody is told anything. */
    Desk(
            RelayCore core,
            Collection<RelaySession> sessions,
            @Nullable DeskCounter counter,
            @Nullable PairingWatch watch) {
        this.core = core;
        this.sessions = sessions;
        this.counter = counter;
        this.watch = watch;
    }

    /** What is served. */
    Set<String> methods() {
        return counter == null ? Set.of() : DeskReader.methods();
    }

    /**
     * Has a request answered by somebody who may block.
     *
     * @param then gets the answer, in the session's mailbox
     * @return false if there is nobody to do it
     */
    boolean ask(
            RelaySession session,
            RelayedClient client,
            String id,
            String method,
            byte[] frame,
            Consumer<ByteBuffer> then) {
        DeskCounter open = counter;
        Optional<Standing> standing = session.standing();
        return open != null
                && standing.isPresent()
                && session.work(() -> {
                    ByteBuffer answer = answer(open, standing.get(), client, id, method, frame);
                    session.post(() -> then.accept(answer));
                    noteChange(method);
                });
    }

    /** Looks what became of requests, if somebody wants to know. */
    void lookSoon() {
        if (watch != null) {
            watching.want();
        }
    }

    void close() {
        watching.close();
    }

    /** Whoever was cut off meanwhile decides nothing any more; their socket is about to close. */
    private ByteBuffer answer(
            DeskCounter open, Standing standing, RelayedClient client, String id, String method, byte[] frame) {
        return core.cutoff().stands(standing)
                ? open.answer(id, method, frame, new DeskCaller(standing.request(), client.access()))
                : core.answers().refusal(id, CallErrors.busy());
    }

    private void noteChange(String method) {
        if (method.equals("device.pair.rename")) {
            tell(core.answers().event("device.pair.changed", Map.of()));
        }
        lookSoon();
    }

    private void look() {
        PairingWatch on = watch;
        if (on == null) {
            return;
        }
        try {
            if (watchers().isEmpty()) {
                on.rest();
            } else {
                on.look().forEach(news -> tell(core.answers().event(news.event(), news.payload())));
            }
        } catch (RuntimeException lost) {
            log.warn("pairing requests cannot be seen", lost);
        }
    }

    private void tell(ByteBuffer event) {
        watchers().forEach(session -> session.tell(event));
    }

    private List<RelaySession> watchers() {
        return sessions.stream()
                .filter(session -> session.client()
                        .filter(client -> client.access().covers(Access.operator(Scope.PAIRING)))
                        .isPresent())
                .toList();
    }
}
