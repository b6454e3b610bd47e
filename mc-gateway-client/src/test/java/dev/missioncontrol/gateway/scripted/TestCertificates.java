package dev.missioncontrol.gateway.scripted;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates for localhost made by the JDK's own keytool: an authority, and servers that are right or wrong. */
public final class TestCertificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final KeyStore keys;

    private TestCertificates(Path folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Makes {@code good}, {@code expired} and {@code wrongname}, signed by an authority, and {@code selfsigned}. */
    public static TestCertificates in(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        generate(folder, "ca", "365", "now", "-ext", "bc:c=ca:true");
        generate(folder, "selfsigned", "365", "now", "-ext", "san=dns:localhost");
        signed(folder, "good", "365", "now", "san=dns:localhost");
        signed(folder, "expired", "1", "-3d", "san=dns:localhost");
        signed(folder, "wrongname", "365", "now", "san=dns:other.example");
        return new TestCertificates(folder, load(store));
    }

    /** A context for a server that shows this certificate. */
    public SSLContext server(String alias) throws Exception {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(one, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** A context for a client that trusts the authority. */
    public SSLContext client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", keys.getCertificate("ca"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** The SHA-256 fingerprint in lower-case hexadecimal digits. */
    public String fingerprint(String alias) throws GeneralSecurityException {
        Certificate certificate = keys.getCertificate(alias);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    @Override
    public String toString() {
        return "TestCertificates[" + folder + "]";
    }

    private static void signed(Path folder, String alias, String days, String from, String names) throws Exception {
        generate(folder, alias, "365", "now");
        keytool(folder, "-certreq", "-alias", alias, "-file", alias + ".csr");
        keytool(
                folder,
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                alias + ".csr",
                "-outfile",
                alias + ".crt",
                "-validity",
                days,
                "-startdate",
                from,
                "-ext",
                names);
        keytool(folder, "-importcert", "-noprompt", "-alias", alias, "-file", alias + ".crt");
    }

    private static void generate(Path folder, String alias, String days, String from, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                days,
                "-startdate",
                from));
        arguments.addAll(List.of(more));
        keytool(folder, arguments.toArray(String[]::new));
    }

    private static void keytool(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (String argument : arguments) {
            command.add(argument.equals("now") ? "-1d" : argument);
        }
        command.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + Files.readString(folder.resolve("keytool.log")));
        }
    }

    private static KeyStore load(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
