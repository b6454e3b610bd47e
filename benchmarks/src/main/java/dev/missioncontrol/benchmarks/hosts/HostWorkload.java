package dev.missioncontrol.benchmarks.hosts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A list of patterns as large installations have them, and hosts to ask it about: 60 % exact names, 30 %
 * {@code *.suffix}, 10 % leading octets of an address. The same for every peer and every run.
 *
 * @param patterns in mixed order
 */
public record HostWorkload(List<String> patterns) {
    private static final int HOSTS = 1_024;
    private static final int LONGEST_HOST = 253;

    /** What hosts are asked about. */
    public enum Kind {
        /** Hosts the list permits, in the proportion of its patterns. */
        HIT,
        /** Hosts that look like the permitted ones and are not. */
        MISS,
        /** Hosts of full length with as many labels as fit, some ending like a listed suffix; none permitted. */
        HOSTILE
    }

    /** The list of this many patterns. */
    public static HostWorkload of(int size) {
        List<String> patterns = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            patterns.add(pattern(i));
        }
        Collections.shuffle(patterns, new Random(size));
        return new HostWorkload(List.copyOf(patterns));
    }

    /** Hosts to ask about, in mixed order. */
    public List<String> hosts(Kind kind) {
        Random random = new Random(patterns.size() + kind.name().length());
        List<String> hosts = new ArrayList<>(HOSTS);
        for (int i = 0; i < HOSTS; i++) {
            int number = random.nextInt(patterns.size());
            hosts.add(host(kind, number));
        }
        return List.copyOf(hosts);
    }

    private static String pattern(int number) {
        return switch (shape(number)) {
            case 0 -> octets(number) + ".*";
            case 1, 2, 3 -> "*." + tenant(number);
            default -> application(number);
        };
    }

    private static String host(Kind kind, int number) {
        return switch (kind) {
            case HIT -> permitted(number);
            case MISS -> stranger(number);
            case HOSTILE -> hostile(number);
        };
    }

    private static String permitted(int number) {
        return switch (shape(number)) {
            case 0 -> octets(number) + ".7.9";
            case 1, 2, 3 -> "www." + tenant(number);
            default -> application(number);
        };
    }

    private static String stranger(int number) {
        return switch (shape(number)) {
            case 0 -> "230." + number % 256 + ".7.9";
            case 1 -> tenant(number);
            case 2, 3 -> "www.x" + tenant(number);
            default -> "x" + application(number);
        };
    }

    private static String hostile(int number) {
        String tail = number % 2 == 0 ? ".x" + tenant(number) : ".b";
        int room = LONGEST_HOST - tail.length();
        return (room % 2 == 0 ? "a" : "") + "a.".repeat((room - 1) / 2) + "a" + tail;
    }

    private static int shape(int number) {
        return number % 10;
    }

    private static String application(int number) {
        return "app-" + number + ".region-" + number % 97 + ".example.net";
    }

    private static String tenant(int number) {
        return "tenant-" + number + ".example.org";
    }

    private static String octets(int number) {
        int block = number / 10;
        return (1 + block / 256) + "." + block % 256;
    }
}
