package dev.missioncontrol.jdbc;

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
        try (ProofFolder folder = ProofFolder.make();
                KillLoop loop = new KillLoop(folder.path(), seed)) {
            return loop.run(kills);
        }
    }
}
