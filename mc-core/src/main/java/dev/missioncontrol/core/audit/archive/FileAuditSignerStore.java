package dev.missioncontrol.core.audit.archive;

import dev.missioncontrol.core.audit.AuditKey;
import dev.missioncontrol.core.audit.AuditSigner;
import dev.missioncontrol.core.file.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps the keys that sign an audit log in a file of mode 0600. Thread-safe; blocks on the disk.
 *
 * <p>The first line is {@code mission-control audit signer 1}; for each key follow {@code key} with its public half and
 * {@code ed25519-seed} with the 32 bytes of the seed (RFC 8032), both in unpadded base64url. A file that is open to
 * others, a symbolic link, something else than a regular file, or a text of any other form is refused with a
 * {@link dev.missioncontrol.core.store.StoreException}. Needs a POSIX file system with hard links.
 */
public final class FileAuditSignerStore implements AuditSignerStore {
    private static final String HEADER = "mission-control audit signer 1\n";
    private static final int LONGEST = 4_096;
    private static final Pattern ENTRY =
            Pattern.compile("key (?<key>[A-Za-z0-9_-]{43})\ned25519-seed (?<seed>[A-Za-z0-9_-]{43})\n");

    private final PrivateFile file;
    private final SecureRandom random;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * A store at {@code path}; nothing is touched yet.
     *
     * @param path the file, in a directory that exists
     * @param random where a new key comes from
     */
    public FileAuditSignerStore(Path path, SecureRandom random) {
        this.file = new PrivateFile(path, LONGEST);
        this.random = random;
    }

    @Override
    public List<AuditSigner> load() {
        return file.read().map(this::signers).orElse(List.of());
    }

    @Override
    public AuditSigner add() {
        lock.lock();
        try {
            AuditSigner added = AuditSigner.generate(random);
            List<AuditSigner> signers = new ArrayList<>(load());
            signers.add(added);
            if (signers.size() == 1) {
                file.create(text(signers));
            } else {
                file.replace(text(signers));
            }
            return added;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void retain(AuditKey key) {
        lock.lock();
        try {
            List<AuditSigner> kept =
                    load().stream().filter(signer -> signer.key().equals(key)).toList();
            if (kept.isEmpty()) {
                throw new IllegalArgumentException("this key is not kept: " + key.text());
            }
            file.replace(text(kept));
        } finally {
            lock.unlock();
        }
    }

    private List<AuditSigner> signers(String text) {
        List<AuditSigner> signers = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        int at = HEADER.length();
        boolean whole = text.startsWith(HEADER);
        while (whole && at < text.length()) {
            whole = entry.region(at, text.length()).lookingAt() && signers.add(signer(entry));
            at = whole ? entry.end() : at;
        }
        if (!whole || signers.isEmpty()) {
            throw file.refused("is damaged: it does not have the form of an audit signer");
        }
        return List.copyOf(signers);
    }

    private AuditSigner signer(Matcher entry) {
        AuditSigner signer = AuditSigner.ofSeed(Base64.getUrlDecoder().decode(entry.group("seed")));
        if (!signer.key().text().equals(entry.group("key"))) {
            throw file.refused("is damaged: a seed belongs to another key");
        }
        return signer;
    }

    private static String text(List<AuditSigner> signers) {
        return signers.stream()
                .map(signer -> "key " + signer.key().text() + "\ned25519-seed "
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.revealSeed()) + "\n")
                .collect(Collectors.joining("", HEADER, ""));
    }
}
