package dev.missioncontrol.gateway;

import dev.missioncontrol.core.device.DeviceIdentity;
import dev.missioncontrol.core.file.PrivateFile;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.gateway.spi.DeviceIdentityStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a device identity in a file of mode 0600. Thread-safe; blocks on the disk.
 *
 * <p>The file has three lines: the words {@code mission-control device identity 1}; {@code device} and the fingerprint;
 * {@code ed25519-seed} and the 32 bytes of the seed (RFC 8032) in unpadded base64url. A file that is open to others, a
 * symbolic link, something else than a regular file, or a text of any other form is refused with a
 * {@link dev.missioncontrol.core.store.StoreException}. Needs a POSIX file system with hard links.
 */
public final class FileDeviceIdentityStore implements DeviceIdentityStore {
    private static final int LONGEST = 4_096;
    private static final String TEXT = """
            mission-control device identity 1
            device %s
            ed25519-seed %s
            """;
    private static final Pattern FORM =
            Pattern.compile(TEXT.formatted("(?<device>[0-9a-f]{64})", "(?<seed>[A-Za-z0-9_-]{43})"));

    private final PrivateFile file;
    private final SecureRandom random;

    /**
     * A store at {@code path}; nothing is touched yet.
     *
     * @param path the file, in a directory that exists
     * @param random where a new key comes from
     */
    public FileDeviceIdentityStore(Path path, SecureRandom random) {
        this.file = new PrivateFile(path, LONGEST);
        this.random = random;
    }

    @Override
    public Optional<DeviceIdentity> load() {
        return file.read().map(this::identity);
    }

    @Override
    public DeviceIdentity create() {
        DeviceIdentity identity = DeviceIdentity.generate(random);
        String seed = Base64.getUrlEncoder().withoutPadding().encodeToString(identity.revealSeed());
        file.create(TEXT.formatted(identity.id().value(), seed));
        return identity;
    }

    private DeviceIdentity identity(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw file.refused("is damaged: it does not have the form of a device identity");
        }
        DeviceIdentity identity = DeviceIdentity.ofSeed(Base64.getUrlDecoder().decode(form.group("seed")));
        if (!identity.id().equals(new DeviceId(form.group("device")))) {
            throw file.refused("is damaged: its seed belongs to another device");
        }
        return identity;
    }
}
