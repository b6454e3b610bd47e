package dev.missioncontrol.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./mc proof kill [count]}: the kill loop for as many kills as wanted, a new database every 50. */
final class KillProof {
    private static final int STANDARD = 1_000;
    private static final int ROUND = 50;

    private KillProof() {}

    public static void main(String[] args) throws Exception {
        int kills = args.length == 0 ? STANDARD : Integer.parseInt(args[0]);
        long changes = 0;
        for (int done = 0; done < kills; done += ROUND) {
            int now = Math.min(ROUND, kills - done);
            changes += round(done, now);
            System.out.println("kills " + (done + now) + " of " + kills + ", changes " + changes);
        }
        System.out.println("proof kill: " + kills + " kills, " + changes
                + " changes: every acknowledged one was there, none was half done, every chain verified");
    }

    private static int round(long seed, int kills) throws Exception {
        Path folder = Files.createTempDirectory("mc-kill");
        try (KillLoop loop = new KillLoop(folder, seed)) {
            return loop.run(kills);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
