package dev.missioncontrol.relay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A socket that is read from at a pace. */
final class PacedSocket extends Socket {
    private final Pace pace;
    private final CountDownLatch over;
    private final AtomicLong read;

    /** Hurries once all is over; adds up what was read. */
    PacedSocket(Pace pace, CountDownLatch over, AtomicLong read) {
        this.pace = pace;
        this.over = over;
        this.read = read;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = in.read(into, from, allowed(length));
                read.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }

    private int allowed(int wanted) throws IOException {
        try {
            return pace.mayRead(wanted, over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
