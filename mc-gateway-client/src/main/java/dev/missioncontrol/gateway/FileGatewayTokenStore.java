package dev.missioncontrol.gateway;

import dev.missioncontrol.core.file.PrivateFile;
import dev.missioncontrol.core.identity.ClientRole;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.gateway.spi.GatewayTokenStore;
import dev.missioncontrol.gateway.spi.StoredToken;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps device tokens in a file of mode 0600 that is replaced as a whole. Thread-safe; blocks on the disk; one process.
 *
 * <p>The first line is {@code mission-control device tokens 1}; each other line is gateway, device, role, token and
 * comma-joined scopes, separated by one space. A file that is open to others, a symbolic link or a text of any other form
 * is refused with a {@link dev.missioncontrol.core.store.StoreException}. Needs a POSIX file system.
 */
public final class FileGatewayTokenStore implements GatewayTokenStore {
    private static final String HEADER = "mission-control device tokens 1";
    private static final int LONGEST = 1024 * 1024;
    private static final Pattern LINE = Pattern.compile(
            "(?<key>wss?://[!-~]+ [0-9a-f]{64} [a-z]+) (?<token>[!-~]{1,4096}) (?<scopes>[a-z0-9_.,-]*)");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");

    private final PrivateFile file;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * A store at {@code path}; nothing is touched yet.
     *
     * @param path the file, in a directory that exists
     */
    public FileGatewayTokenStore(Path path) {
        this.file = new PrivateFile(path, LONGEST);
    }

    @Override
    public Optional<StoredToken> find(String gateway, DeviceId device, ClientRole role) {
        return Optional.ofNullable(read().get(key(gateway, device, role)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the token is not 1 to 4,096 visible ASCII characters
     */
    @Override
    public void save(String gateway, DeviceId device, ClientRole role, StoredToken token) {
        if (!TOKEN.matcher(token.token().reveal()).matches()) {
            throw new IllegalArgumentException("a device token is 1 to 4096 visible ASCII characters");
        }
        lock.lock();
        try {
            Map<String, StoredToken> tokens = read();
            tokens.put(key(gateway, device, role), token);
            file.replace(text(tokens));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forget(String gateway, DeviceId device, ClientRole role) {
        lock.lock();
        try {
            Map<String, StoredToken> tokens = read();
            if (tokens.remove(key(gateway, device, role)) != null) {
                file.replace(text(tokens));
            }
        } finally {
            lock.unlock();
        }
    }

    private Map<String, StoredToken> read() {
        Map<String, StoredToken> tokens = new LinkedHashMap<>();
        file.read().ifPresent(text -> {
            String[] lines = text.split("\n", -1);
            if (!lines[0].equals(HEADER) || !lines[lines.length - 1].isEmpty()) {
                throw damaged();
            }
            for (String line : Arrays.asList(lines).subList(1, lines.length - 1)) {
                readLine(line, tokens);
            }
        });
        return tokens;
    }

    private void readLine(String line, Map<String, StoredToken> tokens) {
        Matcher form = LINE.matcher(line);
        if (!form.matches()) {
            throw damaged();
        }
        String scopes = form.group("scopes");
        StoredToken token = new StoredToken(
                Secret.of(form.group("token")),
                Arrays.stream(scopes.split(","))
                        .filter(Scope::isScope)
                        .map(Scope::new)
                        .collect(Collectors.toSet()));
        if (tokens.put(form.group("key"), token) != null) {
            throw damaged();
        }
    }

    private RuntimeException damaged() {
        return file.refused("is damaged: it does not have the form of a token file");
    }

    private static String text(Map<String, StoredToken> tokens) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        tokens.forEach((key, token) -> text.append(key)
                .append(' ')
                .append(token.token().reveal())
                .append(' ')
                .append(token.scopes().stream().map(Scope::value).sorted().collect(Collectors.joining(",")))
                .append('\n'));
        return text.toString();
    }

    private static String key(String gateway, DeviceId device, ClientRole role) {
        return gateway + " " + device.value() + " " + role.wireName();
    }
}
