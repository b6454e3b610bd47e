package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process that does with a database what it is told, a line at a time, and answers each with a line: {@code open},
 * {@code pair FROM TO}, {@code find N}, {@code verify}. Whatever the store refuses is answered with {@code refused}.
 */
final class StoreProcess {
    private final Path file;
    private @Nullable JdbcDatabase database;

    private StoreProcess(Path file) {
        this.file = file;
    }

    public static void main(String[] args) throws IOException {
        StoreProcess process = new StoreProcess(Path.of(args[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(process.answer(line.split(" ", -1)));
        }
    }

    private String answer(String[] words) {
        try {
            return doneWith(words);
        } catch (StoreException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private String doneWith(String[] words) {
        JdbcDatabase opened = database == null ? Fixture.open(file) : database;
        database = opened;
        switch (words[0]) {
            case "pair" -> {
                for (int n = Integer.parseInt(words[1]); n <= Integer.parseInt(words[2]); n++) {
                    Fixture.pair(opened, n);
                }
            }
            case "find" -> {
                return opened.pairings()
                        .find(Fixture.owner(Integer.parseInt(words[1])))
                        .getClass()
                        .getSimpleName();
            }
            case "verify" -> {
                return Fixture.verify(opened).getClass().getSimpleName() + " " + opened.latest();
            }
            default -> {
                return words[0];
            }
        }
        return "done";
    }
}
