package dev.missioncontrol.relay.internal.life;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the same work again on a thread of its own whenever somebody wants it, once for many wishes. Thread-safe. */
final class Rerun {
    private static final Logger log = LoggerFactory.getLogger(Rerun.class);

    private final AtomicBoolean wanted = new AtomicBoolean();
    private final ExecutorService thread;
    private final Runnable work;

    Rerun(String name, Runnable work) {
        this.thread = Executors.newSingleThreadExecutor(begun -> thread(name, begun));
        this.work = work;
    }

    /** Asks for the work; what is wanted while it runs makes it run once more. Does not block. */
    void want() {
        if (wanted.compareAndSet(false, true)) {
            try {
                thread.execute(this::run);
            } catch (RejectedExecutionException closed) {
                log.debug("work was wanted after the end");
            }
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private void run() {
        wanted.set(false);
        work.run();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
