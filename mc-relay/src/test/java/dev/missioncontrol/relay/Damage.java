package dev.missioncontrol.relay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Breaks frames in the ways that lines, careless programs and attackers do. Repeats itself for the same seed. */
public final class Damage {
    private static final String REQUEST = "{\"type\":\"req\",\"id\":\"r6\",\"method\":";
    private static final List<String> FRAMES = List.of(
            REQUEST
                    + "\"chat.send\",\"params\":{\"sessionKey\":\"main\",\"message\":\"Gr\u00fc\u00dfe"
                    + " \ud83d\ude00\"}}",
            REQUEST + "\"chat.history\",\"params\":{\"sessionKey\":\"main\"}}",
            REQUEST + "\"sessions.list\",\"params\":{\"limit\":50,\"deep\":{\"a\":[1,2.5e3,null,true]}}}",
            REQUEST + "\"question.list\",\"params\":{}}",
            REQUEST + "\"config.set\",\"params\":{\"raw\":\"{}\"}}",
            REQUEST + "\"device.pair.list\",\"params\":{}}",
            REQUEST + "\"health\"}",
            "{\"params\":{\"text\":\"\\ud83d\\ude00\\n\"},\"method\":\"status\",\"id\":\"\\u0041-1\",\"type\":\"req\"}",
            REQUEST + "\"chat.send\",\"params\":{\"message\":\"" + "long ".repeat(14_000) + "\"}}");
    private static final List<String> NAMES = List.of(
            "\"method\":\"device.pair.approve\"",
            "\"m\\u0065thod\":\"device.pair.approve\"",
            "\"METHOD\":\"device.pair.approve\"",
            "\"id\":\"2\"",
            "\"type\":\"res\"",
            "\"params\":{}",
            "\"\\ud800\":1",
            "\"method\\u0000\":\"connect\"");
    private static final List<byte[]> SCRAPS = List.of(
            new byte[] {0},
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            ascii("\\ud800"),
            ascii("\\udc00\\ud800"),
            ascii("\\"),
            ascii("\""),
            ascii("{}"),
            ascii("-"),
            ascii("1e999999"));

    private final Random random;

    public Damage(long seed) {
        random = new Random(seed);
    }

    /** A request as a client sends it. */
    public byte[] request() {
        return FRAMES.get(random.nextInt(FRAMES.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** Tells yes once in so many times. */
    public boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** A number from nothing to less than this. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** The request, broken: what it says, and then its bytes, or one of both. */
    public byte[] ofRequest(byte[] frame) {
        return switch (random.nextInt(3)) {
            case 0 -> ofMembers(frame);
            case 1 -> ofBytes(frame);
            default -> ofBytes(ofMembers(frame));
        };
    }

    /** Breaks up to three places. */
    public byte[] ofBytes(byte[] frame) {
        byte[] bytes = frame;
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = bytes.length == 0 ? bytes : once(bytes);
        }
        return bytes;
    }

    /** The same bytes in up to so many pieces, of which some are empty; now and then each byte is a piece. */
    public List<byte[]> pieces(byte[] frame, int most) {
        boolean single = frame.length < 4_096 && once(12);
        int[] cuts = single
                ? IntStream.range(1, frame.length).toArray()
                : random.ints(random.nextInt(most), 0, frame.length + 1)
                        .sorted()
                        .toArray();
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            pieces.add(Arrays.copyOfRange(frame, from, cut));
            from = cut;
        }
        pieces.add(Arrays.copyOfRange(frame, from, frame.length));
        return pieces;
    }

    private byte[] once(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(32, bytes.length - from) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> flipped(bytes, from, 1 << random.nextInt(8));
            case 1 -> flipped(bytes, from, 1 + random.nextInt(255));
            case 2 -> Arrays.copyOf(bytes, from);
            case 3 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
            case 4 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
            default ->
                joined(
                        Arrays.copyOf(bytes, from),
                        SCRAPS.get(random.nextInt(SCRAPS.size())),
                        Arrays.copyOfRange(bytes, from, bytes.length));
        };
    }

    private byte[] ofMembers(byte[] frame) {
        String text = new String(frame, StandardCharsets.UTF_8);
        String inner = text.substring(1, text.length() - 1);
        String damaged = switch (random.nextInt(6)) {
            case 0 -> "{" + NAMES.get(random.nextInt(NAMES.size())) + "," + inner + "}";
            case 1 -> "{" + inner + "," + NAMES.get(random.nextInt(NAMES.size())) + "}";
            case 2 -> "{" + shuffled(inner) + "}";
            case 3 -> "{" + inner + ",\"params\":" + nested(random.nextInt(80)) + "}";
            case 4 -> "{\"traceparent\":" + "9".repeat(1 + random.nextInt(1_500)) + "," + inner + "}";
            default -> text + (random.nextBoolean() ? " " : text);
        };
        return damaged.getBytes(StandardCharsets.UTF_8);
    }

    private String shuffled(String inner) {
        List<String> parts = new ArrayList<>(List.of(inner.split(",", 4)));
        Collections.shuffle(parts, random);
        return String.join(",", parts);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "{\"a\":1}" + "]".repeat(depth);
    }

    private static byte[] flipped(byte[] bytes, int at, int bits) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) bits;
        return flipped;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
