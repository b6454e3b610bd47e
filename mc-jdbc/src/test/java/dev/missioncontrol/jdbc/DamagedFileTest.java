package dev.missioncontrol.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.store.StoreException;
import dev.missioncontrol.jdbc.DamagedCopy.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Seeded samples; {@code ./mc proof flip} takes every byte. */
@Timeout(300)
class DamagedFileTest {
    private static final long SEED = 516;
    private static final int PAGE = 4_096;

    @TempDir
    private Path folder;

    @Test
    void copy_whenNothingIsDamaged_isRead() throws IOException {
        DamagedCopy closed = DamagedCopy.ofClosed(folder);

        assertThat(closed.withBytes("", closed.bytes(""))).isEqualTo(Verdict.HARMLESS);
    }

    @Test
    void database_whenABitFlips_isNeverSilentlyWrong() throws IOException {
        DamagedCopy copy = DamagedCopy.ofClosed(folder);

        assertThat(flips(copy, "", 300))
                .doesNotContainKey(Verdict.SILENTLY_WRONG)
                .containsKey(Verdict.NOT_OPENED);
    }

    @Test
    void log_whenABitFlips_isNeverSilentlyWrong() throws IOException {
        DamagedCopy copy = DamagedCopy.ofKilled(folder);

        assertThat(flips(copy, "-wal", 150))
                .doesNotContainKey(Verdict.SILENTLY_WRONG)
                .containsKey(Verdict.NOT_OPENED);
    }

    @Test
    void page_whenItIsZeroed_isNeverSilentlyMissing() throws IOException {
        DamagedCopy copy = DamagedCopy.ofClosed(folder);
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (int from = 0; from < copy.bytes("").length; from += PAGE) {
            byte[] damaged = copy.bytes("");
            Arrays.fill(damaged, from, from + PAGE, (byte) 0);
            verdicts.merge(copy.withBytes("", damaged), 1, Integer::sum);
        }
        assertThat(verdicts).doesNotContainKey(Verdict.SILENTLY_WRONG);
        assertThat(verdicts.get(Verdict.NOT_OPENED)).isGreaterThan(10);
    }

    @Test
    void database_whenItIsCutAnywhere_isNoticed() throws IOException {
        DamagedCopy copy = DamagedCopy.ofClosed(folder);
        byte[] whole = copy.bytes("");
        for (int length = 0; length < whole.length; length += PAGE / 2) {
            assertThat(copy.withBytes("", Arrays.copyOf(whole, length)))
                    .as("cut to %d bytes", length)
                    .isEqualTo(Verdict.NOT_OPENED);
        }
    }

    @Test
    void log_whenItIsCutWithinAnAcknowledgedChange_isNoticed() throws IOException {
        DamagedCopy copy = DamagedCopy.ofKilled(folder);
        byte[] whole = copy.bytes("-wal");
        Random random = new Random(SEED);
        for (int cut = 0; cut < 60; cut++) {
            byte[] torn = Arrays.copyOf(whole, random.nextInt(whole.length));
            assertThat(copy.withBytes("-wal", torn))
                    .as("cut to %d bytes", torn.length)
                    .isEqualTo(Verdict.NOT_OPENED);
            assertThat(copy.withBytes("-wal", Arrays.copyOf(torn, whole.length)))
                    .as("zeroes from %d on", torn.length)
                    .isEqualTo(Verdict.NOT_OPENED);
        }
    }

    @Test
    void log_whenRubbishFollowsTheLastChange_losesTheRubbishOnly() throws IOException {
        DamagedCopy copy = DamagedCopy.ofKilled(folder);
        byte[] whole = copy.bytes("-wal");
        byte[] longer = Arrays.copyOf(whole, whole.length + 5_000);
        new Random(SEED).nextBytes(longer);
        System.arraycopy(whole, 0, longer, 0, whole.length);

        assertThat(copy.withBytes("-wal", longer)).isEqualTo(Verdict.HARMLESS);
    }

    @Test
    void row_whenItsValueIsChangedByHand_isNamedAtOpening() throws Exception {
        DamagedCopy copy = DamagedCopy.ofClosed(folder);
        String[] edits = {
            "UPDATE mc_pairing SET scopes = 'operator.admin' WHERE rowid = 5",
            "UPDATE mc_pairing SET state = 'paired', revoked_at_ms = NULL WHERE state = 'revoked'",
            "DELETE FROM mc_pairing WHERE state = 'revoked'",
            "UPDATE mc_user SET role = 'viewer'",
            "UPDATE mc_epoch SET n = 3",
            "DELETE FROM mc_revocation WHERE n = 2",
            "INSERT INTO mc_device (device_id) VALUES ('stranger')",
            "DELETE FROM mc_row_sum WHERE of_table = 'mc_device'",
            "DELETE FROM mc_row_sum",
            "DROP TABLE mc_row_sum",
            "DROP TABLE mc_pending",
        };
        for (String edit : edits) {
            Path place = copy.lay("", copy.bytes(""));
            Fixture.tamper(place, edit);

            assertThatThrownBy(() -> Fixture.open(place))
                    .as(edit)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(place.toString())
                    .hasMessageMatching("the database is damaged: .*(mc_|schema).*");
        }
    }

    private static Map<Verdict, Integer> flips(DamagedCopy copy, String suffix, int count) throws IOException {
        Random random = new Random(SEED);
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        int length = copy.bytes(suffix).length;
        for (int flip = 0; flip < count; flip++) {
            verdicts.merge(copy.withFlip(suffix, random.nextInt(length), random.nextInt(8)), 1, Integer::sum);
        }
        return verdicts;
    }
}
