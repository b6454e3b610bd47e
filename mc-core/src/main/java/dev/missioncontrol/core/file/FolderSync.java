package dev.missioncontrol.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes the names in a folder to the disk. A file that was forced to the disk is not found after a power cut unless the
 * folder that names it was, too (fsync(2) of Linux says so). Needs a POSIX system, where a folder can be opened.
 */
public final class FolderSync {
    private FolderSync() {}

    /**
     * Makes what was made, moved or removed beside this file last.
     *
     * @param file a path in the folder; nothing has to be there
     * @throws IOException if the disk does not take it: then the names may be those before or after
     */
    public static void forceFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder: " + file);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
