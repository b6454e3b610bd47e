package dev.missioncontrol.relay.internal.life;

import dev.missioncontrol.gateway.Part;
import dev.missioncontrol.relay.internal.scan.Capture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The calls of one connection that the gateway has not answered, by a hash of their ids: an answer ends one call of its
 * own id and no other.
 *
 * <p>What cannot be told counts as unanswered, so that whoever waits for the end of the calls waits too long, and not too
 * short: calls beyond 1,024 at once, and ids that the gateway writes with other escapes than the client. Not thread-safe.
 */
final class CallsInFlight {
    private static final int MOST = 1_024;
    private static final int LONGEST_RECEIPT = 1_024;
    private static final byte[] RECEIPT = "\"status\":\"accepted\"".getBytes(StandardCharsets.US_ASCII);

    private int[] ids = new int[8];
    private int size;
    private long untold;

    /** A call goes to the gateway. */
    void begun(Capture id) {
        if (size == MOST) {
            untold++;
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id.hash();
    }

    /** An answer comes from the gateway. A receipt is none: the answer follows it under the same id. */
    void answering(Capture id, ByteBuffer beginning, Part part) {
        int at = indexOf(id.hash());
        boolean receipt =
                at >= 0 && part == Part.ENDS && beginning.remaining() <= LONGEST_RECEIPT && holdsReceipt(beginning);
        if (at >= 0 && !receipt) {
            size--;
            ids[at] = ids[size];
        } else if (at < 0 && untold > 0) {
            untold--;
        }
    }

    /** Tells whether every call is answered, as far as can be told. */
    boolean isNone() {
        return size == 0 && untold == 0;
    }

    private int indexOf(int hash) {
        for (int at = 0; at < size; at++) {
            if (ids[at] == hash) {
                return at;
            }
        }
        return -1;
    }

    private static boolean holdsReceipt(ByteBuffer answer) {
        int last = answer.limit() - RECEIPT.length;
        for (int at = answer.position(); at <= last; at++) {
            int same = 0;
            while (same < RECEIPT.length && answer.get(at + same) == RECEIPT[same]) {
                same++;
            }
            if (same == RECEIPT.length) {
                return true;
            }
        }
        return false;
    }
}
