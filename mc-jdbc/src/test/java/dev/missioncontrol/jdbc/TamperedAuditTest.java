package dev.missioncontrol.jdbc;

import static dev.missioncontrol.jdbc.Fixture.open;
import static dev.missioncontrol.jdbc.Fixture.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missioncontrol.core.audit.AuditLog;
import dev.missioncontrol.core.audit.AuditVerdict;
import dev.missioncontrol.core.audit.AuditVerdict.Broken;
import dev.missioncontrol.core.audit.AuditVerdict.Fault;
import dev.missioncontrol.core.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperedAuditTest {
    private Path file;
    private JdbcDatabase database;

    @BeforeEach
    void writeTenRecords(@TempDir Path folder) {
        file = folder.resolve("mc.db");
        database = open(file);
        for (int n = 1; n <= 10; n++) {
            Fixture.pair(database, n);
        }
        assertThat(((AuditVerdict.Intact) verify(database)).count()).isEqualTo(10);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void byte_ofABody_whenEdited_isFoundAtItsRecord() throws Exception {
        Fixture.tamper(
                file,
                "UPDATE mc_audit SET body = CAST(replace(body, CAST('alice' AS BLOB), CAST('mallo' AS BLOB)) AS BLOB)"
                        + " WHERE number = 4");

        assertThat(verify(database)).isEqualTo(new Broken(4, Fault.HASH));
    }

    @Test
    void body_whenItIsRubbish_isAVerdictAndNoException() throws Exception {
        for (String rubbish : new String[] {"X''", "X'00'", "X'ff01'", "zeroblob(100)"}) {
            Fixture.tamper(file, "UPDATE mc_audit SET body = " + rubbish + " WHERE number = 4");

            assertThat(verify(database)).isEqualTo(new Broken(4, Fault.HASH));
            assertThatThrownBy(() -> database.read(3, 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("4");
        }
    }

    @Test
    void hash_whenItIsEditedOrNoHashAtAll_isFoundAtItsRecord() throws Exception {
        for (String hash : new String[] {"0".repeat(64), "not a hash", ""}) {
            Fixture.tamper(file, "UPDATE mc_audit SET hash = '" + hash + "' WHERE number = 6");

            assertThat(verify(database)).isEqualTo(new Broken(6, Fault.HASH));
        }
    }

    @Test
    void link_whenItIsEdited_isFoundAtItsRecord() throws Exception {
        Fixture.tamper(file, "UPDATE mc_audit SET previous = 'x' WHERE number = 6");

        assertThat(verify(database)).isEqualTo(new Broken(6, Fault.PREVIOUS_HASH));
    }

    @Test
    void record_whenItIsDeleted_isFoundAtTheNextOne() throws Exception {
        Fixture.tamper(file, "DELETE FROM mc_audit WHERE number = 5");

        assertThat(verify(database)).isEqualTo(new Broken(6, Fault.NUMBER));
    }

    @Test
    void first_whenItIsDeleted_isFoundAtTheSecond() throws Exception {
        Fixture.tamper(file, "DELETE FROM mc_audit WHERE number = 1");

        assertThat(verify(database)).isEqualTo(new Broken(2, Fault.NUMBER));
    }

    @Test
    void records_whenTwoAreSwapped_areFoundAtTheFirst() throws Exception {
        Fixture.tamper(
                file,
                "UPDATE mc_audit SET number = 99 WHERE number = 3",
                "UPDATE mc_audit SET number = 3 WHERE number = 7",
                "UPDATE mc_audit SET number = 7 WHERE number = 99");

        assertThat(verify(database)).isEqualTo(new Broken(3, Fault.PREVIOUS_HASH));
    }

    @Test
    void record_whenItIsRepeatedAtTheEnd_isFound() throws Exception {
        Fixture.tamper(file, "INSERT INTO mc_audit SELECT 11, body, previous, hash FROM mc_audit WHERE number = 10");

        assertThat(verify(database)).isEqualTo(new Broken(11, Fault.PREVIOUS_HASH));
    }

    @Test
    void log_afterTheNewestRecordWasDamaged_goesOnAndStillShowsTheDamage() throws Exception {
        Fixture.tamper(file, "UPDATE mc_audit SET body = X'00' WHERE number = 10");
        Fixture.pair(database, 11);

        assertThat(verify(database)).isEqualTo(new Broken(10, Fault.HASH));
        assertThat(new AuditLog(database, database).tail(1)).hasSize(1);
    }

    @Test
    void log_whenTheNewestHashIsGone_refusesToGoOn() throws Exception {
        Fixture.tamper(file, "UPDATE mc_audit SET hash = '' WHERE number = 10");

        assertThatThrownBy(() -> Fixture.pair(database, 11)).isInstanceOf(StoreException.class);
        assertThat(database.latest()).isEqualTo(10);
    }
}
