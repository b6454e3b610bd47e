package dev.missioncontrol.jdbc;

import dev.missioncontrol.core.epoch.Epoch;
import dev.missioncontrol.core.epoch.EpochEntry;
import dev.missioncontrol.core.epoch.Revocation;
import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.StoreException;
import java.util.List;

/** Revocations as rows, and the one row that orders them. */
final class EpochRows {
    private EpochRows() {}

    static Epoch current(Link link) {
        return new Epoch(link.first("SELECT n FROM mc_epoch WHERE id = 1", row -> row.number("n"))
                .orElseThrow(() -> new StoreException("the epoch row is missing")));
    }

    static List<EpochEntry> after(Link link, Epoch epoch) {
        return link.query("SELECT * FROM mc_revocation WHERE n > ? ORDER BY n", EpochRows::entry, epoch.number());
    }

    static void insert(Link link, EpochEntry entry) {
        link.update("UPDATE mc_epoch SET n = ? WHERE id = 1", entry.epoch().number());
        link.update(
                "INSERT INTO mc_revocation (n, kind, subject, at_ms) VALUES (?, ?, ?, ?)",
                entry.epoch().number(),
                kind(entry.revocation()),
                subject(entry.revocation()),
                entry.at().toEpochMilli());
    }

    /** Goes on from a higher epoch: the ones between belong to no revocation. */
    static void jump(Link link, long number) {
        link.update("UPDATE mc_epoch SET n = ? WHERE id = 1", number);
    }

    private static EpochEntry entry(Row row) {
        return new EpochEntry(new Epoch(row.number("n")), revocation(row), row.time("at_ms"));
    }

    private static String kind(Revocation revocation) {
        if (revocation instanceof Revocation.OfDevice) {
            return "device";
        } else if (revocation instanceof Revocation.OfSession) {
            return "session";
        } else if (revocation instanceof Revocation.OfKey) {
            return "key";
        } else if (revocation instanceof Revocation.OfUser) {
            return "user";
        }
        return revocation instanceof Revocation.OfBackend ? "backend" : "policy";
    }

    private static String subject(Revocation revocation) {
        if (revocation instanceof Revocation.OfDevice of) {
            return of.device().value();
        } else if (revocation instanceof Revocation.OfSession of) {
            return of.sessionId();
        } else if (revocation instanceof Revocation.OfKey of) {
            return of.keyId();
        } else if (revocation instanceof Revocation.OfUser of) {
            return of.user().value();
        }
        return revocation instanceof Revocation.OfBackend of ? of.name() : "";
    }

    private static Revocation revocation(Row row) {
        String subject = row.text("subject");
        return switch (row.text("kind")) {
            case "device" -> new Revocation.OfDevice(new DeviceId(subject));
            case "session" -> new Revocation.OfSession(subject);
            case "key" -> new Revocation.OfKey(subject);
            case "user" -> new Revocation.OfUser(new UserId(subject));
            case "backend" -> new Revocation.OfBackend(subject);
            // A newer kind that this program does not know: judge everybody anew.
            default -> new Revocation.OfPolicy();
        };
    }
}
