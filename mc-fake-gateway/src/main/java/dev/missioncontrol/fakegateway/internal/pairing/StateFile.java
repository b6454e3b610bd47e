package dev.missioncontrol.fakegateway.internal.pairing;

import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.json.Json;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Keeps the rows in one JSON file of mode 0600, replaced as a whole. It holds token texts, as the gateway's own does. */
public final class StateFile implements BookKeeper {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    /** Names the file; it is made by the first save. */
    public StateFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws IllegalStateException if it is not ours to read: a link, no regular file, open to others, or malformed
     */
    @Override
    public BookState load() {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new BookState();
        }
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalStateException("the state of a gateway is a regular file: " + file);
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IllegalStateException("others may open the state of this gateway, mode 0600 is due: " + file);
            }
            return state(Json.strict()
                    .readObject(Files.readString(file))
                    .orElseThrow(() -> new IllegalStateException("not the state of a gateway: " + file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void save(BookState state) {
        byte[] text = Json.write(json(state)).getBytes(StandardCharsets.UTF_8);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            write(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path fresh, byte[] text) throws IOException {
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, how, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException race) {
            throw new IOException("somebody else writes this state too: " + fresh, race);
        }
    }

    private static JsonObject json(BookState state) {
        return new JsonObject()
                .with("version", 1)
                .with(
                        "devices",
                        state.devices().values().stream().map(StateFile::json).toList())
                .with(
                        "pending",
                        state.pending().values().stream().map(StateFile::json).toList());
    }

    private static JsonObject json(DeviceRecord record) {
        return record.summary()
                .with(
                        "tokens",
                        record.tokens().values().stream()
                                .map(token -> token.summary()
                                        .with("token", token.token().reveal()))
                                .toList());
    }

    private static JsonObject json(PendingRequest request) {
        return request.summary().with("refreshedAtMs", request.refreshedAtMs());
    }

    private static BookState state(JsonObject json) {
        BookState state = new BookState();
        for (JsonObject device : json.objects("devices")) {
            DeviceRecord record = device(device);
            state.devices().put(record.deviceId(), record);
        }
        for (JsonObject pending : json.objects("pending")) {
            PendingRequest request = request(pending);
            state.pending().put(request.requestId(), request);
        }
        return state;
    }

    private static DeviceRecord device(JsonObject json) {
        Map<String, DeviceToken> tokens = new LinkedHashMap<>();
        for (JsonObject token : json.objects("tokens")) {
            DeviceToken read = token(token);
            tokens.put(read.role(), read);
        }
        return new DeviceRecord(
                due(json, "deviceId"),
                due(json, "publicKey"),
                ClientTraits.of(json, "clientId", "clientMode"),
                json.text("operatorLabel").orElse(null),
                due(json, "role"),
                json.texts("roles"),
                json.texts("scopes"),
                due(json, "approvedVia"),
                time(json, "createdAtMs"),
                time(json, "approvedAtMs"),
                json.whole("lastSeenAtMs").orElse(null),
                tokens);
    }

    private static DeviceToken token(JsonObject json) {
        return new DeviceToken(
                Secret.of(due(json, "token")),
                due(json, "role"),
                json.texts("scopes"),
                time(json, "createdAtMs"),
                json.whole("rotatedAtMs").orElse(null),
                json.whole("revokedAtMs").orElse(null),
                json.whole("lastUsedAtMs").orElse(null));
    }

    private static PendingRequest request(JsonObject json) {
        return new PendingRequest(
                due(json, "requestId"),
                due(json, "deviceId"),
                due(json, "publicKey"),
                ClientTraits.of(json, "clientId", "clientMode"),
                json.text("browserOrigin").orElse(null),
                json.text("remoteIp").orElse(null),
                due(json, "role"),
                json.texts("roles"),
                json.texts("scopes"),
                json.isTrue("silent"),
                json.isTrue("isRepair"),
                time(json, "ts"),
                time(json, "refreshedAtMs"));
    }

    private static String due(JsonObject json, String name) {
        return json.text(name).orElseThrow(() -> new IllegalStateException("the state lacks the text " + name));
    }

    private static long time(JsonObject json, String name) {
        return json.whole(name).orElseThrow(() -> new IllegalStateException("the state lacks the time " + name));
    }
}
