package dev.missioncontrol.core.file;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Mode 0600: read and written by its owner, and by nobody else. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> PERMISSIONS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnly() {}

    /** What such a file permits. */
    public static Set<PosixFilePermission> permissions() {
        return PERMISSIONS;
    }

    /** Makes a new file such a one, from its first moment on. */
    public static FileAttribute<Set<PosixFilePermission>> mode() {
        return PosixFilePermissions.asFileAttribute(PERMISSIONS);
    }
}
