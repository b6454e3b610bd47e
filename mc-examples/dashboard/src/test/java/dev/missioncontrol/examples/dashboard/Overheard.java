package dev.missioncontrol.examples.dashboard;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** What others get to see of a story, by the way they see it. The log is beside it: the process's own output. */
final class Overheard {
    enum Channel {
        LOG,
        ANSWERS,
        FRAMES,
        RECORDS,
        STRINGS,
        EXCEPTIONS,
        COMMANDS;

        Path in(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT) + ".txt");
        }
    }

    private final Map<Channel, List<String>> seen = new EnumMap<>(Channel.class);

    void note(Channel channel, Object what) {
        seen.computeIfAbsent(channel, c -> new ArrayList<>()).add(String.valueOf(what));
    }

    /** An answer that is no place for a secret. */
    Heard answer(Heard heard) {
        note(Channel.ANSWERS, heard);
        return heard;
    }

    /** Something that has to fail: what it says, with all causes and frames. */
    void failure(Callable<?> failing) {
        try {
            Object result = failing.call();
            throw new AssertionError("did not fail, but answered " + result.getClass());
        } catch (Exception expected) {
            StringWriter text = new StringWriter();
            expected.printStackTrace(new PrintWriter(text, true));
            note(Channel.EXCEPTIONS, text);
        }
    }

    void save(Path folder) throws IOException {
        for (Map.Entry<Channel, List<String>> channel : seen.entrySet()) {
            Files.write(channel.getKey().in(folder), channel.getValue());
        }
    }
}
