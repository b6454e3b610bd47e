package dev.missioncontrol.auth.config;

import dev.missioncontrol.core.secret.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** An environment while it is read, with the problems found so far. For one thread. */
final class Variables {

    private static final Set<String> YES = Set.of("1", "true", "yes", "on");
    private static final Set<String> NO = Set.of("0", "false", "no", "off");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
    }

    /** The whole environment. */
    Map<String, String> all() {
        return environment;
    }

    /** Every name, sorted. */
    Set<String> names() {
        return environment.keySet();
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    List<String> problems() {
        return problems;
    }

    /** The trimmed value; empty for an empty variable, which says as much as none. */
    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value as it stands: blanks may belong to a secret. */
    Optional<Secret> secret(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isEmpty())
                .map(Secret::of);
    }

    /** Yes, no, or nothing. */
    Optional<Boolean> flag(String name) {
        Optional<String> value = text(name).map(text -> text.toLowerCase(Locale.ROOT));
        if (value.isPresent() && !YES.contains(value.get()) && !NO.contains(value.get())) {
            problem(name + " is neither 1, true, yes, on nor 0, false, no, off");
            return Optional.empty();
        }
        return value.map(YES::contains);
    }

    boolean isSet(String name) {
        return flag(name).orElse(false);
    }

    /** The entries of a list with commas, each once. */
    List<String> list(String name) {
        List<String> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String part : text(name).orElse("").split(",", -1)) {
            String entry = part.strip();
            if (!entry.isEmpty() && !seen.add(entry.toLowerCase(Locale.ROOT))) {
                problem(name + " holds an entry twice: " + entry);
            } else if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** What a parser makes of a value that is no secret; its own message says what is wrong. */
    <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return text(name).flatMap(value -> attempt(name, () -> parser.apply(value)));
    }

    /** What comes of an attempt, or a problem with this variable. */
    <T> Optional<T> attempt(String name, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException wrong) {
            problem(name + ": " + wrong.getMessage());
            return Optional.empty();
        }
    }
}
