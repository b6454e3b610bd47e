package dev.missioncontrol.examples.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be stopped, in the opposite order of its start. For one thread at a time. */
final class Closing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Remembers something to be closed. */
    <T extends AutoCloseable> T later(T part) {
        steps.push(() -> closeQuietly(part));
        return part;
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("could not be closed: {}", part.getClass().getSimpleName(), e);
        }
    }
}
