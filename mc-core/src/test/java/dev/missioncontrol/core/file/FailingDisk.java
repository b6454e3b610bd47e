package dev.missioncontrol.core.file;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The real file system, but for the disk under it, which takes what is forced to it (fsync) only as long as it is meant
 * to. For one thread.
 */
public final class FailingDisk extends FileSystemProvider {
    private final FileSystem system = new FailingDiskSystem(this);
    private final List<Path> forced = new ArrayList<>();
    private Predicate<Path> fails = path -> false;

    /** A disk that takes everything. */
    public FailingDisk() {}

    /** The same path, on this disk. */
    public Path on(Path real) {
        return (Path) Proxy.newProxyInstance(
                FailingDisk.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return system;
                    }
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Object[] plain = Stream.of(given).map(FailingDisk::plain).toArray();
                    try {
                        Object result = method.invoke(real, plain);
                        return result instanceof Path path ? on(path) : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** From now on the disk takes nothing that is forced to it for such paths. */
    public void failFor(Predicate<Path> paths) {
        fails = paths;
    }

    /** The paths that were forced to the disk, in order. */
    public List<Path> forced() {
        return List.copyOf(forced);
    }

    private void force(Path path) throws IOException {
        if (fails.test(path)) {
            throw new IOException("Input/output error");
        }
        forced.add(path);
    }

    private static Object plain(Object argument) {
        return argument instanceof Path path ? real(path) : argument;
    }

    /** The path of the real file system behind one of this. */
    private static Path real(Path path) {
        return Path.of(path.toString());
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return new FailingChannel(FileChannel.open(real(path), options, attributes), () -> force(real(path)));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return Files.newByteChannel(real(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        Path real = real(folder);
        return real.getFileSystem().provider().newDirectoryStream(real, filter);
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        Files.createDirectory(real(path), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        Files.createLink(real(link), real(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        Files.copy(real(source), real(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        Files.move(real(source), real(target), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return Files.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Path real = real(path);
        real.getFileSystem().provider().checkAccess(real, modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        Files.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException("there is one");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return on(Path.of(uri));
    }
}
