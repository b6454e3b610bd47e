package dev.missioncontrol.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerPeerTest {
    @ParameterizedTest
    @EnumSource
    void change_whoeverKeepsIt_isRecordedEachTime(LedgerPeer peer, @TempDir Path folder) {
        try (Ledger ledger = peer.in(folder)) {
            ledger.change(1);
            ledger.change(2);
            ledger.change(1);

            assertThat(ledger.changes()).isEqualTo(3);
        }
    }
}
