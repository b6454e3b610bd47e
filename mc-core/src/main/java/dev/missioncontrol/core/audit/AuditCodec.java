package dev.missioncontrol.core.audit;

import dev.missioncontrol.core.secret.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of a record that are hashed and stored: a version, then every field behind its length, so that no two
 * events share an encoding.
 */
public final class AuditCodec {
    private static final int VERSION = 1;
    private static final int HEAD = 1 + Long.BYTES + Long.BYTES;

    private AuditCodec() {}

    /** Encodes number, time and event. */
    public static byte[] encode(long number, Instant at, AuditEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(number);
            out.writeLong(at.toEpochMilli());
            out.writeUTF(event.action().wireName());
            out.writeUTF(event.actor());
            out.writeUTF(event.target());
            out.writeInt(event.detail().size());
            for (Map.Entry<String, String> fact : event.detail().entrySet()) {
                out.writeUTF(fact.getKey());
                out.writeUTF(fact.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a record back from {@link #encode}d bytes.
     *
     * @throws IllegalArgumentException if the bytes are damaged, of a newer version, or of a record of another number
     */
    static AuditRecord decode(long number, byte[] body, Digest previous, Digest hash) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            if (numbered(in) != number) {
                throw new IllegalArgumentException("an audit record of another number");
            }
            Instant at = Instant.ofEpochMilli(in.readLong());
            AuditEvent event = event(in);
            if (in.read() >= 0) {
                throw new IllegalArgumentException("an audit record with more behind it");
            }
            return new AuditRecord(number, at, event, previous, hash);
        } catch (IOException e) {
            throw new IllegalArgumentException("a damaged audit record", e);
        }
    }

    /** Tells whether the bytes are of a record of this number. */
    public static boolean isNumbered(long number, byte[] body) {
        return hasHead(body) && ByteBuffer.wrap(body).getLong(1) == number;
    }

    /** Tells whether the bytes are of a record of this action. */
    public static boolean isAbout(AuditAction action, byte[] body) {
        byte[] name = action.wireName().getBytes(StandardCharsets.US_ASCII);
        int from = HEAD + Short.BYTES;
        return hasHead(body)
                && body.length >= from + name.length
                && ByteBuffer.wrap(body).getShort(HEAD) == name.length
                && Arrays.equals(body, from, from + name.length, name, 0, name.length);
    }

    /** Version, number and time: what every record begins with. */
    private static boolean hasHead(byte[] body) {
        return body.length >= HEAD && body[0] == VERSION;
    }

    private static long numbered(DataInputStream in) throws IOException {
        if (in.readByte() != VERSION) {
            throw new IllegalArgumentException("an audit record of another version");
        }
        return in.readLong();
    }

    private static AuditEvent event(DataInputStream in) throws IOException {
        AuditAction action = AuditAction.parse(in.readUTF())
                .orElseThrow(() -> new IllegalArgumentException("an audit record with an unknown action"));
        String actor = in.readUTF();
        String target = in.readUTF();
        SortedMap<String, String> detail = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            detail.put(in.readUTF(), in.readUTF());
        }
        return new AuditEvent(action, actor, target, detail);
    }
}
