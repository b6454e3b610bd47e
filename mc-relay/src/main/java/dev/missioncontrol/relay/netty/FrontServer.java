package dev.missioncontrol.relay.netty;

import dev.missioncontrol.auth.http.Door;
import dev.missioncontrol.auth.http.RequestGuard;
import dev.missioncontrol.core.secret.Tokens;
import dev.missioncontrol.relay.GatewayRelay;
import dev.missioncontrol.relay.front.ControlUiFront;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A web server for the gateway's own Control UI, on a listener and an origin of its own: sign-in, the pages that are
 * passed on, and the socket at {@code /}. No API of ours is here. Thread-safe; its threads are daemons.
 */
public final class FrontServer implements AutoCloseable {
    private final Listener listener;
    private final ExecutorService workers;

    private FrontServer(Listener listener, ExecutorService workers) {
        this.listener = listener;
        this.workers = workers;
    }

    /**
     * Starts building a server.
     *
     * @param guard judges every request; of its limits, that of bodies is set to the size of a sign-in form
     * @param tokens the source of nonces
     */
    public static FrontServerBuilder builder(
            ControlUiFront front, GatewayRelay relay, RequestGuard guard, Tokens tokens) {
        return new FrontServerBuilder(front, relay, guard, tokens);
    }

    static FrontServer start(FrontServerBuilder settings) {
        ExecutorService workers = workers(settings.maxRequests);
        ConnectionLimit limit = ConnectionLimit.silent(settings.maxConnections);
        FrontRequests requests = new FrontRequests(settings.front::answer, workers, settings.maxRequests);
        PageLimits limits = new PageLimits(settings.longestAnswer, settings.stallTimeout);
        SocketUpgrade upgrade = new SocketUpgrade(settings.relay, settings.pingEvery);
        Door door = settings.door();
        try {
            return new FrontServer(
                    Listener.open(
                            "mc-front",
                            settings.bind,
                            channel -> channel.pipeline()
                                    .addLast(limit, new RequestDeadline(settings.requestTimeout), NettyDoor.codec())
                                    .addLast(new PassedHead.Keeper(), new NettyDoor(door))
                                    .addLast(new FrontHandler(requests, limits, upgrade::take))),
                    workers);
        } catch (RuntimeException taken) {
            workers.shutdown();
            throw taken;
        }
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Stops listening and cuts what is open: close the relay first. Waits for its threads, at most two seconds. */
    @Override
    public void close() {
        workers.shutdown();
        listener.close();
    }

    /** Signing in and asking stores blocks: not on a loop. As many at once as there may be requests; none waits. */
    private static ExecutorService workers(int most) {
        return new ThreadPoolExecutor(
                0,
                most,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DefaultThreadFactory("mc-front-worker", true));
    }
}
